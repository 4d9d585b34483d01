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
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The bodies of deliveries that are kept for some days, sealed under keys of their store: each of a store concerned is opened,
 * and so is each that came from a shop that was not known. Those that name who is to be forgotten are dropped, dead letters'
 * too, and those of the store that may be about anybody. One that waits to be decided is left until it is.
 */
@Component
class KeptBodies {
    private static final int ROWS_A_STEP = 500;
    private static final int DROPPED_A_STEP = 5_000;

    private static final String NEXT = """
            select i.id, i.store_id, coalesce(s.id, i.store_id), i.topic, i.body, i.id in (select id from ledger.waiting),
                   exists (select from ledger.outcome o
                            where o.inbox_id = i.id and o.outcome in ('applied', 'unchanged', 'stale'))
              from ledger.inbox i
              left join ledger.dead_letter d on d.inbox_id = i.id and d.store_id = 0
              left join ledger.store s on s.domain = lower(d.shop)
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
        Sought sought = new Sought(subjects);
        Swept swept = new Swept(new HashMap<>(), new HashMap<>());
        if (subjects.isEmpty()) {
            return swept;
        }
        long last = 0;
        for (List<Kept> step = next(last, sought.stores()); !step.isEmpty(); step = next(last, sought.stores())) {
            List<Long> drop = new ArrayList<>();
            for (Kept kept : step) {
                last = kept.id();
                Set<String> named = named(kept, sought);
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

    /**
     * One body.
     *
     * @param store under whose key it is sealed; 0 stands for shops that were not known
     * @param whose the store that the shop is known as by now; 0 where it still is not
     * @param read whether its entity was found in it
     */
    private record Kept(long id, long store, long whose, String topic, byte[] body, boolean waiting, boolean read) {}

    private List<Kept> next(long after, Set<Long> stores) {
        return jdbc.query(
                NEXT,
                query -> {
                    query.setLong(1, after);
                    query.setArray(2, query.getConnection().createArrayOf("int8", stores.toArray()));
                    query.setInt(3, ROWS_A_STEP);
                },
                (row, n) -> new Kept(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getBytes(5),
                        row.getBoolean(6),
                        row.getBoolean(7)));
    }

    private Set<String> named(Kept kept, Sought sought) {
        if (!bodies.knows(kept.store())) {
            return Set.of();
        }
        byte[] body = bodies.ifOurs(kept.store(), kept.body()).orElse(null);
        if (body == null) {
            return Set.of();
        }
        Map<Long, Set<String>> numbers = sought.in(kept.store());
        Set<String> named = new HashSet<>();
        eachNumber(body, number -> named.addAll(numbers.getOrDefault(number, Set.of())));
        return !named.isEmpty() || kept.read() || !Named.mayBeAnybodys(body, kept.topic())
                ? named
                : sought.of(kept.whose());
    }

    /** Whatever the body is, and be it no JSON: numbers are digits that stand together. */
    static void eachNumber(byte[] body, LongConsumer each) {
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
