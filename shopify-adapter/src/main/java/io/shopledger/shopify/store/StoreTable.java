package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.shopify.oauth.GrantedToken;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code ledger.store}. */
@Component
class StoreTable {
    private static final String ROWS = """
            select id, domain, generation, status, status_reason, shop_gid, name, currency, time_zone, scopes, way_in,
                   api_key, private_app, token_expires_at, refresh_expires_at, connected_at, disconnected_at
              from ledger.store
            """;

    private final JdbcTemplate jdbc;

    StoreTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StoreRow> find(StoreId id) {
        return jdbc.query(ROWS + " where id = ?", (row, n) -> row(row), id.value()).stream()
                .findFirst();
    }

    Optional<StoreRow> find(String domain) {
        return jdbc.query(ROWS + " where domain = ?", (row, n) -> row(row), domain).stream()
                .findFirst();
    }

    List<StoreRow> all() {
        return jdbc.query(ROWS + " order by id", (row, n) -> row(row));
    }

    /** Remembers how the store was connected. One that was let go starts a new installation. */
    void connected(StoreId id, WayIn wayIn, @Nullable String apiKey, boolean privateApp, Ends ends) {
        jdbc.update("""
                update ledger.store
                   set generation = generation + case when status = 'disconnected' then 1 else 0 end,
                       connected_at = case when status = 'disconnected' then now() else connected_at end,
                       disconnected_at = null, way_in = ?, api_key = coalesce(?, api_key), private_app = ?,
                       token_expires_at = ?, refresh_expires_at = ?, renewing_until = null, status = 'unverified',
                       status_reason = null
                 where id = ?
                """, wayIn.word(), apiKey, privateApp, utc(ends.token()), utc(ends.refresh()), id.value());
    }

    /** Remembers what Shopify said when the token was tried. */
    void verified(StoreId id, ShopFacts shop) {
        jdbc.update(
                """
                update ledger.store
                   set shop_gid = ?, name = ?, currency = ?, time_zone = ?, scopes = coalesce(?::text[], scopes),
                       status = 'connected', status_reason = null, checked_at = now()
                 where id = ? and status <> 'disconnected'
                """,
                shop.gid(),
                shop.name(),
                shop.currency(),
                shop.timeZone(),
                shop.scopes() == null ? null : shop.scopes().toArray(String[]::new),
                id.value());
    }

    void status(StoreId id, StoreStatus status, @Nullable String reason) {
        jdbc.update(
                "update ledger.store set status = ?, status_reason = ?, checked_at = now() where id = ?"
                        + " and status <> 'disconnected'",
                status.word(),
                reason,
                id.value());
    }

    /**
     * When a store's token serves no longer.
     *
     * @param token absent where it does not expire
     * @param refresh when nothing renews it any more; absent where something always does
     */
    record Ends(@Nullable Instant token, @Nullable Instant refresh) {
        static final Ends NEVER = new Ends(null, null);

        static Ends of(GrantedToken token, Instant now) {
            return new Ends(after(now, token.expiresIn()), after(now, token.refreshExpiresIn()));
        }

        private static @Nullable Instant after(Instant now, @Nullable Duration time) {
            return time == null ? null : now.plus(time);
        }
    }

    /** The token was renewed. Call it in the transaction in which the new one is kept. */
    void renewed(StoreId id, Ends ends) {
        jdbc.update(
                "update ledger.store set token_expires_at = ?, refresh_expires_at = ?, renewing_until = null where id = ?",
                utc(ends.token()),
                utc(ends.refresh()),
                id.value());
    }

    /** @return whether the caller renews the token now, and nobody else for so long */
    boolean mayRenew(StoreId id, Duration time) {
        return jdbc.update(
                        "update ledger.store set renewing_until = clock_timestamp() + ? * interval '1 second' where id = ?"
                                + " and (renewing_until is null or renewing_until < clock_timestamp())",
                        time.toSeconds(),
                        id.value())
                == 1;
    }

    void doesNotRenew(StoreId id) {
        jdbc.update("update ledger.store set renewing_until = null where id = ?", id.value());
    }

    /** Lets the store go: its tokens are forgotten, all else stays. @return whether it was connected */
    boolean disconnected(StoreId id, String reason) {
        jdbc.update(
                "delete from ledger.store_secret where store_id = ? and kind in ('ACCESS_TOKEN', 'REFRESH_TOKEN')",
                id.value());
        return jdbc.update(
                        "update ledger.store set status = 'disconnected', status_reason = ?, disconnected_at = now(),"
                                + " token_expires_at = null, refresh_expires_at = null where id = ? and status <> 'disconnected'",
                        reason,
                        id.value())
                == 1;
    }

    /** What is personal of a store that was let go is to be erased. @return whether that installation is over, and the last */
    boolean redacted(StoreId id, int generation) {
        return jdbc.update(
                        "update ledger.store set redacted_generation = generation"
                                + " where id = ? and generation = ? and status = 'disconnected'",
                        id.value(),
                        generation)
                == 1;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static StoreRow row(ResultSet row) throws SQLException {
        Array scopes = row.getArray("scopes");
        return new StoreRow(
                new StoreId(row.getLong("id")),
                row.getString("domain"),
                row.getInt("generation"),
                StoreStatus.of(row.getString("status")),
                row.getString("status_reason"),
                row.getString("shop_gid"),
                row.getString("name"),
                row.getString("currency"),
                row.getString("time_zone"),
                scopes == null ? null : List.of((String[]) scopes.getArray()),
                WayIn.of(row.getString("way_in")),
                row.getString("api_key"),
                row.getBoolean("private_app"),
                instant(row, "token_expires_at"),
                instant(row, "refresh_expires_at"),
                row.getObject("connected_at", OffsetDateTime.class).toInstant(),
                instant(row, "disconnected_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
