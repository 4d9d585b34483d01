package io.shopledger.shopify.privacy;

import io.shopledger.shopify.privacy.Erasures.Erasure;
import io.shopledger.shopify.vault.BodySeal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The bodies of deliveries that are kept for some days, sealed under their store's key: each of a store concerned is opened,
 * and those that name who is to be forgotten are dropped, dead letters' too. One that waits to be decided is left until it is.
 */
@Component
class KeptBodies {
    private static final int ROWS_A_STEP = 500;
    private static final int DROPPED_A_STEP = 5_000;

    private static final String NEXT = """
            select i.id, i.store_id, i.body, i.id in (select id from ledger.waiting)
              from ledger.inbox i
             where i.id > ? and i.store_id = any(?) and i.body is not null
             order by i.id limit ?
            """;

    private static final String STILL_WAITING = "select id from ledger.waiting where id = any(?)";

    private static final String DROP = "update ledger.inbox set body = null where id = any(?) and body is not null";

    /** Of all of a store's that came before it was connected again. */
    private static final String DROP_SOME = """
            update ledger.inbox set body = null
             where id in (select i.id from ledger.inbox i join ledger.store s on s.id = i.store_id
                           where s.id = ? and i.body is not null
                             and (s.generation = ? or i.received_at < s.connected_at) limit ?)
            """;

    private final JdbcTemplate jdbc;
    private final BodySeal bodies;

    KeptBodies(JdbcTemplate jdbc, BodySeal bodies) {
        this.jdbc = jdbc;
        this.bodies = bodies;
    }

    /**
     * What a look at all bodies came to.
     *
     * @param dropped how many by whom they named
     * @param waiting deliveries that are not decided yet, by whom they name
     */
    record Swept(Map<String, Integer> dropped, Map<Long, Set<String>> waiting) {}

    /** @param subjects customers and orders */
    Swept sweep(Collection<Erasure> subjects) {
        Map<Long, Map<Long, Set<String>>> numbers = new HashMap<>();
        subjects.forEach(subject -> numbers.computeIfAbsent(subject.store().value(), store -> new HashMap<>())
                .computeIfAbsent(subject.number(), number -> new HashSet<>())
                .add(subject.name()));
        Swept swept = new Swept(new HashMap<>(), new HashMap<>());
        if (numbers.isEmpty()) {
            return swept;
        }
        long last = 0;
        for (List<Kept> step = next(last, numbers.keySet()); !step.isEmpty(); step = next(last, numbers.keySet())) {
            List<Long> drop = new ArrayList<>();
            for (Kept kept : step) {
                last = kept.id();
                Set<String> named = named(kept, numbers.getOrDefault(kept.store(), Map.of()));
                if (!named.isEmpty() && kept.waiting()) {
                    swept.waiting().put(kept.id(), named);
                } else if (!named.isEmpty()) {
                    drop.add(kept.id());
                    named.forEach(subject -> swept.dropped().merge(subject, 1, Integer::sum));
                }
            }
            drop(drop);
        }
        return swept;
    }

    /** @return those of these deliveries that are decided by now */
    Set<Long> decided(Collection<Long> deliveries) {
        Set<Long> decided = new HashSet<>(deliveries);
        if (!decided.isEmpty()) {
            decided.removeAll(jdbc.query(
                    STILL_WAITING,
                    query -> query.setArray(1, query.getConnection().createArrayOf("int8", deliveries.toArray())),
                    (row, n) -> row.getLong(1)));
        }
        return decided;
    }

    void drop(Collection<Long> deliveries) {
        if (!deliveries.isEmpty()) {
            jdbc.update(
                    DROP,
                    update -> update.setArray(1, update.getConnection().createArrayOf("int8", deliveries.toArray())));
        }
    }

    /** @return how many were dropped */
    int dropAll(Erasure store) {
        int all = 0;
        int some;
        do { // a transaction lasts 30 s at most
            some = jdbc.update(DROP_SOME, store.store().value(), store.number(), DROPPED_A_STEP);
            all += some;
        } while (some > 0);
        return all;
    }

    private record Kept(long id, long store, byte[] body, boolean waiting) {}

    private List<Kept> next(long after, Set<Long> stores) {
        return jdbc.query(
                NEXT,
                query -> {
                    query.setLong(1, after);
                    query.setArray(2, query.getConnection().createArrayOf("int8", stores.toArray()));
                    query.setInt(3, ROWS_A_STEP);
                },
                (row, n) -> new Kept(row.getLong(1), row.getLong(2), row.getBytes(3), row.getBoolean(4)));
    }

    private Set<String> named(Kept kept, Map<Long, Set<String>> numbers) {
        if (numbers.isEmpty() || !bodies.knows(kept.store())) {
            return Set.of();
        }
        Set<String> named = new HashSet<>();
        bodies.ifOurs(kept.store(), kept.body())
                .ifPresent(body -> eachNumber(body, number -> named.addAll(numbers.getOrDefault(number, Set.of()))));
        return named;
    }

    /** Whatever the body is, and be it no JSON: numbers are digits that stand together. */
    static void eachNumber(byte[] body, java.util.function.LongConsumer each) {
        long number = 0;
        int digits = 0;
        for (int i = 0; i <= body.length; i++) {
            int digit = i < body.length ? body[i] - '0' : -1;
            if (digit >= 0 && digit <= 9) {
                number = digits++ < 18 ? number * 10 + digit : -1;
            } else if (digits > 0) {
                if (number > 0) {
                    each.accept(number);
                }
                number = 0;
                digits = 0;
            }
        }
    }
}
