package io.shopledger.shopify.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.shopledger.StoreId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The key of each store, wrapped by the master key. All else of the store is wrapped or sealed by it. */
public class StoreKeys {
    /** For what came from shops that we do not know. */
    private static final long UNKNOWN_SHOP = 0;

    /** A key that another process destroyed is forgotten here after this time. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    /** Of the store's own installation, which is over: one that was connected again since is not concerned. */
    private static final String LOCK_REDACTED = """
            select 1 from ledger.store
             where id = ? and generation = ? and redacted_generation = generation and status = 'disconnected' for update
            """;

    /** What else the store's key wraps, but for subjects' keys, and its blind index. */
    private static final List<String> ITS_OWN = List.of("ledger.store_secret", "ledger.body_key");

    private static final String SUBJECTS = """
            with gone as (delete from ledger.subject_key where store_id = ? and wrapped_key is not null returning tableoid)
            select tableoid::regclass::text, count(*) from gone group by 1
            """;

    private static final String CONTACTS = """
            with gone as (delete from ledger.contact where store_id = ? returning tableoid)
            select distinct tableoid::regclass::text from gone
            """;

    private final MasterKey master;
    private final JdbcTemplate jdbc;
    private final DestroyedBytes destroyed;
    private final Cache<Long, byte[]> open =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

    StoreKeys(MasterKey master, JdbcTemplate jdbc, DestroyedBytes destroyed) {
        this.master = master;
        this.jdbc = jdbc;
        this.destroyed = destroyed;
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

    /** Makes the store's key, where it has none or is to have none: what the old one sealed goes with it. In a transaction. */
    public void create(StoreId store) {
        Boolean redacted = jdbc.queryForObject(
                "select status = 'disconnected' and generation is not distinct from redacted_generation"
                        + " from ledger.store where id = ? for update",
                Boolean.class,
                store.value());
        if (Boolean.TRUE.equals(redacted)) {
            destroy(store.value());
        }
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

    /**
     * Destroys the store's key after its redaction, and with it all that it wraps. In a transaction.
     *
     * @param generation of the installation that is over
     * @return how many keys were destroyed: none where the store was connected again, or where it was done before
     */
    public int destroy(StoreId store, int generation) {
        return jdbc.queryForList(LOCK_REDACTED, Integer.class, store.value(), generation)
                        .isEmpty()
                ? 0
                : destroy(store.value());
    }

    /** Tombstones of customers and orders stay. */
    private int destroy(long store) {
        forget(store);
        Set<String> tables = new TreeSet<>(jdbc.queryForList(CONTACTS, String.class, store));
        for (String table : ITS_OWN) {
            if (jdbc.update("delete from " + table + " where store_id = ?", store) > 0) {
                tables.add(table);
            }
        }
        AtomicInteger keys = new AtomicInteger();
        jdbc.query(
                SUBJECTS,
                row -> {
                    tables.add(row.getString(1));
                    keys.addAndGet(row.getInt(2));
                },
                store);
        int own = jdbc.update(
                "update ledger.store set wrapped_key = null where id = ? and wrapped_key is not null", store);
        if (own > 0) {
            tables.add("ledger.store");
        }
        destroyed.are(tables);
        return keys.get() + own;
    }

    /** @return whether what belongs to the store can be opened: not after its redaction */
    boolean has(long store) {
        return find(store) != null;
    }

    /** Reads it from the database next time. */
    void forget(long store) {
        open.invalidate(store);
    }

    /** @return whether this is the store's key today */
    boolean is(long store, byte[] key) {
        return Arrays.equals(find(store), key);
    }

    byte[] of(long store) {
        byte[] key = find(store);
        if (key == null) {
            throw new IllegalStateException("Store " + store + " has no key");
        }
        return key;
    }

    private byte @Nullable [] find(long store) {
        return open.get(store, this::unwrapped);
    }

    private byte @Nullable [] unwrapped(long store) {
        if (store == UNKNOWN_SHOP) {
            return master.derived("deliveries of unknown shops");
        }
        byte[] wrapped = jdbc.queryForObject("select wrapped_key from ledger.store where id = ?", byte[].class, store);
        return wrapped == null ? null : master.unwrap(wrapped, belongsTo(store));
    }

    private static String belongsTo(long store) {
        return "store/" + store;
    }
}
