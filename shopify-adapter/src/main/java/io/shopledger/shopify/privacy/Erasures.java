package io.shopledger.shopify.privacy;

import io.shopledger.StoreId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code ledger.erasure}: what was redacted, and how far its erasure is. */
@Component
class Erasures {
    private static final String DECIDED = """
            insert into ledger.erasure (subject, store_id) values (?, ?)
            on conflict (subject) do update set done_at = null
            """;

    private final JdbcTemplate jdbc;

    Erasures(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param name the key of the stream of a customer, an order, or an installation of a store */
    record Erasure(String name, StoreId store) {
        boolean isOfAStore() {
            return name.startsWith("store/");
        }

        /** @return Shopify's number of the customer or the order; of a store the number of its installation */
        long number() {
            return Long.parseLong(name.substring(name.lastIndexOf('/') + 1));
        }

        static Erasure of(String name) {
            return new Erasure(name, new StoreId(Long.parseLong(name.split("/")[1])));
        }
    }

    /** @return under which name the store's redaction after this installation is known */
    static String ofStore(StoreId store, int generation) {
        return "store/%s/%d".formatted(store, generation);
    }

    /** It is to be erased, be it again. In the caller's transaction. */
    void decided(String subject, StoreId store) {
        jdbc.update(DECIDED, subject, store.value());
    }

    /** Those that events tell of and this table does not. */
    void add(Collection<String> subjects) {
        List<Erasure> all = subjects.stream().map(Erasure::of).toList();
        jdbc.batchUpdate(
                "insert into ledger.erasure (subject, store_id) values (?, ?) on conflict do nothing",
                all,
                all.size() + 1,
                (insert, one) -> {
                    insert.setString(1, one.name());
                    insert.setLong(2, one.store().value());
                });
    }

    List<Erasure> open(int limit) {
        return jdbc.query(
                "select subject, store_id from ledger.erasure where done_at is null order by decided_at, subject limit ?",
                (row, n) -> new Erasure(row.getString(1), new StoreId(row.getLong(2))),
                limit);
    }

    /** @return all that ever were, done or not */
    List<Erasure> all() {
        return jdbc.query(
                "select subject, store_id from ledger.erasure order by subject",
                (row, n) -> new Erasure(row.getString(1), new StoreId(row.getLong(2))));
    }

    void keysDestroyed(String subject, int keys) {
        if (keys > 0) {
            jdbc.update(
                    "update ledger.erasure set keys_destroyed = keys_destroyed + ? where subject = ?", keys, subject);
        }
    }

    void bodiesDropped(Map<String, Integer> bodies) {
        bodies.forEach((subject, dropped) -> jdbc.update(
                "update ledger.erasure set bodies_dropped = bodies_dropped + ? where subject = ?", dropped, subject));
    }

    void done(Collection<String> subjects) {
        jdbc.update(
                "update ledger.erasure set done_at = now() where subject = any(?) and done_at is null",
                update -> update.setArray(1, update.getConnection().createArrayOf("text", subjects.toArray())));
    }
}
