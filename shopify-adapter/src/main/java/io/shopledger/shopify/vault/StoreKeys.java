package io.shopledger.shopify.vault;

import io.shopledger.StoreId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** The key of each store, wrapped by the master key. All else of the store is wrapped or sealed by it. */
public class StoreKeys {
    /** For what came from shops that we do not know. */
    private static final long UNKNOWN_SHOP = 0;

    private final MasterKey master;
    private final JdbcTemplate jdbc;
    private final Map<Long, byte[]> open = new ConcurrentHashMap<>();

    StoreKeys(MasterKey master, JdbcTemplate jdbc) {
        this.master = master;
        this.jdbc = jdbc;
    }

    /** Refuses a master key that is not the one with which the stores' keys were wrapped. */
    void check() {
        for (Long store : jdbc.queryForList(
                "select id from ledger.store where wrapped_key is not null order by id limit 1", Long.class)) {
            try {
                of(store);
            } catch (Aes.WrongKey other) {
                throw new IllegalArgumentException(
                        "SHOPLEDGER_MASTER_KEY is not the key of this database, nor is the one in"
                                + " the data directory's master.key. Give the key with which it was first started: nothing that is"
                                + " sealed can be opened without it");
            }
        }
    }

    /** Makes the store's key, where it has none. */
    public void create(StoreId store) {
        jdbc.update(
                "update ledger.store set wrapped_key = ? where id = ? and wrapped_key is null",
                master.wrap(Aes.random(Aes.KEY_BYTES), belongsTo(store.value())),
                store.value());
    }

    /** @return of the key that is not in the database, in lower-case hexadecimal digits */
    String checkpointHmac(long ordinal, String hash) {
        byte[] text = (ordinal + ":" + hash).getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(Aes.hmac(master.derived("checkpoints"), text));
    }

    byte[] of(long store) {
        return open.computeIfAbsent(store, this::unwrapped);
    }

    private byte[] unwrapped(long store) {
        if (store == UNKNOWN_SHOP) {
            return master.derived("deliveries of unknown shops");
        }
        byte[] wrapped = jdbc.queryForObject("select wrapped_key from ledger.store where id = ?", byte[].class, store);
        if (wrapped == null) {
            throw new IllegalStateException("Store " + store + " has no key");
        }
        return master.unwrap(wrapped, belongsTo(store));
    }

    private static String belongsTo(long store) {
        return "store/" + store;
    }
}
