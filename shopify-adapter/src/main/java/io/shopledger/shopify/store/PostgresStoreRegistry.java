package io.shopledger.shopify.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.shopledger.StoreId;
import io.shopledger.shopify.oauth.GrantedToken;
import io.shopledger.shopify.vault.StoreKeys;
import io.shopledger.shopify.vault.StoreSecrets;
import io.shopledger.shopify.vault.StoreSecrets.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The registry in {@code ledger.store}. What webhooks need of it is kept in memory for a few seconds. */
@Component
class PostgresStoreRegistry implements StoreRegistry {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final JdbcTemplate jdbc;
    private final StoreKeys keys;
    private final StoreSecrets secrets;
    private final LoadingCache<String, ConnectedStore> byDomain = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(10_000)
            .build(this::load);
    private final LoadingCache<StoreId, List<String>> signers = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(10_000)
            .build(this::loadSecrets);

    PostgresStoreRegistry(JdbcTemplate jdbc, StoreKeys keys, StoreSecrets secrets) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.secrets = secrets;
    }

    /** @return the store's number, which it gets here where it has none. In the caller's transaction */
    StoreId number(String domain) {
        if (load(domain) == null) { // a number is for good: a conflict would use one up
            jdbc.update("insert into ledger.store (domain) values (?) on conflict do nothing", domain);
        }
        StoreId id = new StoreId(Objects.requireNonNull(
                jdbc.queryForObject("select id from ledger.store where domain = ?", Long.class, domain)));
        keys.create(id);
        return id;
    }

    /** Keeps what is given, in the caller's transaction. @return whether any of it is new */
    boolean credentials(StoreId store, @Nullable GrantedToken token, @Nullable String appSecret) {
        boolean isNew = keep(store, Kind.APP_SECRET, appSecret);
        if (token != null) {
            isNew |= keep(store, Kind.ACCESS_TOKEN, token.accessToken());
            secrets.drop(store, Kind.REFRESH_TOKEN); // those of another grant renew nothing of this one
            keep(store, Kind.REFRESH_TOKEN, token.refreshToken());
        }
        return isNew;
    }

    private boolean keep(StoreId store, Kind kind, @Nullable String secret) {
        return secret != null && secrets.put(store, kind, secret);
    }

    /** Looks the store up anew from now on: for after the commit. */
    void forget(StoreId store, String domain) {
        byDomain.invalidate(domain);
        signers.invalidate(store);
    }

    @Override
    public List<String> webhookSecrets(StoreId store) {
        return Objects.requireNonNull(signers.get(store));
    }

    @Override
    public Optional<ConnectedStore> ofDomain(String domain) {
        // An unknown shop is looked up each time: it may have been connected by another process just now.
        return ShopDomain.of(domain).map(byDomain::get);
    }

    @Override
    public List<ConnectedStore> all() {
        return jdbc.query(
                "select id, domain, status, currency, time_zone from ledger.store where status <> 'disconnected' order by id",
                (row, n) -> store(row));
    }

    @Override
    public Optional<ConnectedStore> find(StoreId id) {
        return jdbc
                .query(
                        "select id, domain, status, currency, time_zone from ledger.store where id = ?",
                        (row, n) -> store(row),
                        id.value())
                .stream()
                .findFirst();
    }

    private @Nullable ConnectedStore load(String domain) {
        return jdbc
                .query(
                        "select id, domain, status, currency, time_zone from ledger.store where domain = ?",
                        (row, n) -> store(row),
                        domain)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static ConnectedStore store(ResultSet row) throws SQLException {
        StoreStatus status = StoreStatus.of(row.getString("status"));
        return new ConnectedStore(
                new StoreId(row.getLong("id")),
                row.getString("domain"),
                Standing.valueOf(status.name()),
                row.getString("currency"),
                row.getString("time_zone"));
    }

    private List<String> loadSecrets(StoreId store) {
        return secrets.valid(store, Kind.APP_SECRET).stream()
                .filter(secret -> !secret.isBlank())
                .toList();
    }
}
