package io.shopledger.shopify.vault;

import io.shopledger.StoreId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Access tokens and app secrets, sealed under their store's key. */
public class StoreSecrets {
    private final JdbcTemplate jdbc;
    private final StoreKeys keys;

    StoreSecrets(JdbcTemplate jdbc, StoreKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** What a secret is for. */
    public enum Kind {
        APP_SECRET,
        ACCESS_TOKEN,
        REFRESH_TOKEN
    }

    /** Adds a secret where it is not the current one; the ones before it stay valid for 30 days: Shopify signs
     * with the oldest one that is not revoked, and nobody tells us when that is. @return whether it is a new one */
    public boolean put(StoreId store, Kind kind, String secret) {
        List<String> valid = valid(store, kind);
        if (!valid.isEmpty() && valid.get(0).equals(secret)) {
            return false;
        }
        jdbc.update(
                "update ledger.store_secret set valid_until = now() + interval '30 days'"
                        + " where store_id = ? and kind = ? and valid_until is null",
                store.value(),
                kind.name());
        jdbc.update(
                "insert into ledger.store_secret (store_id, kind, secret, added_at) values (?, ?, ?, clock_timestamp())",
                store.value(),
                kind.name(),
                Aes.seal(keys.of(store.value()), secret.getBytes(StandardCharsets.UTF_8), belongsTo(store, kind)));
        return true;
    }

    /** Forgets all of a kind, those before the current one, too. */
    public void drop(StoreId store, Kind kind) {
        jdbc.update("delete from ledger.store_secret where store_id = ? and kind = ?", store.value(), kind.name());
    }

    /** @return the newest; null where there is none that is not blank */
    public @Nullable String newest(StoreId store, Kind kind) {
        return valid(store, kind).stream()
                .filter(secret -> !secret.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** @return the newest first */
    public List<String> valid(StoreId store, Kind kind) {
        return jdbc.query(
                "select secret from ledger.store_secret where store_id = ? and kind = ?"
                        + " and (valid_until is null or valid_until > now()) order by added_at desc",
                (row, n) -> new String(
                        Aes.open(keys.of(store.value()), row.getBytes(1), belongsTo(store, kind)),
                        StandardCharsets.UTF_8),
                store.value(),
                kind.name());
    }

    private static String belongsTo(StoreId store, Kind kind) {
        return "store/" + store + "/" + kind;
    }
}
