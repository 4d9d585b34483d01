package io.shopledger.shopify.webhook;

import io.shopledger.shopify.webhook.OddFields.Oddity;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Table {@code ledger.odd_field}: what was odd in webhooks, by all processes, for good. */
@Component
class OddFieldTable {
    /** Fields kept apart for one store; what comes after them is counted together, by topic. */
    static final int MOST = 500;

    private static final String KNOWN = "select store_id, topic, field, oddity from ledger.odd_field"
            + " where store_id = any(?) and field <> 'others'";

    private static final String ADD = """
            insert into ledger.odd_field as known (store_id, topic, field, oddity, count, first_seen_at, last_seen_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (store_id, topic, field, oddity) do update
               set count = known.count + excluded.count,
                   first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
                   last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)
            """;

    private static final String ALL = """
            select store_id, topic, field, oddity, count, first_seen_at, last_seen_at from ledger.odd_field
             order by last_seen_at desc, store_id, topic, field
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    OddFieldTable(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** @param field as a path, list positions as {@code *} */
    record Key(long store, String topic, String field, Oddity oddity) {
        private static final String OTHERS = "others";

        Key amongOthers() {
            return new Key(store, topic, OTHERS, oddity);
        }

        private boolean isOfOthers() {
            return field.equals(OTHERS);
        }

        Key ofAnyStore() {
            return new Key(0, topic, field, oddity);
        }
    }

    record Seen(Key key, long count, Instant first, Instant last) {
        Seen and(Seen other) {
            return new Seen(
                    key,
                    count + other.count,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }

        private Seen as(Key other) {
            return new Seen(other, count, first, last);
        }
    }

    void add(Collection<Seen> fresh) {
        if (!fresh.isEmpty()) {
            transaction.executeWithoutResult(status -> {
                List<Seen> all = bounded(fresh);
                jdbc.batchUpdate(ADD, all, all.size(), (insert, seen) -> {
                    insert.setLong(1, seen.key().store());
                    insert.setString(2, seen.key().topic());
                    insert.setString(3, seen.key().field());
                    insert.setString(4, seen.key().oddity().word());
                    insert.setLong(5, seen.count());
                    insert.setObject(6, seen.first().atOffset(ZoneOffset.UTC));
                    insert.setObject(7, seen.last().atOffset(ZoneOffset.UTC));
                });
            });
        }
    }

    /** @return the same, in the one order in which rows are locked */
    private List<Seen> bounded(Collection<Seen> fresh) {
        Map<Long, Set<Key>> known = known(fresh);
        Map<Key, Seen> bounded = new TreeMap<>(Comparator.comparing(Key::toString));
        for (Seen seen : fresh) {
            Set<Key> ofStore = known.computeIfAbsent(seen.key().store(), none -> new HashSet<>());
            boolean apart = !seen.key().isOfOthers() && (ofStore.contains(seen.key()) || ofStore.size() < MOST);
            Key key = apart ? seen.key() : seen.key().amongOthers();
            if (apart) {
                ofStore.add(key);
            }
            bounded.merge(key, seen.as(key), Seen::and);
        }
        return List.copyOf(bounded.values());
    }

    private Map<Long, Set<Key>> known(Collection<Seen> fresh) {
        Map<Long, Set<Key>> known = new HashMap<>();
        Object[] stores =
                fresh.stream().map(seen -> seen.key().store()).distinct().toArray();
        jdbc.query(KNOWN, query -> query.setArray(1, query.getConnection().createArrayOf("int8", stores)), row -> {
            known.computeIfAbsent(row.getLong(1), none -> new HashSet<>())
                    .add(new Key(row.getLong(1), row.getString(2), row.getString(3), oddity(row.getString(4))));
        });
        return known;
    }

    /** @return the latest first */
    List<Seen> all() {
        return jdbc.query(
                ALL,
                (row, n) -> new Seen(
                        new Key(row.getLong(1), row.getString(2), row.getString(3), oddity(row.getString(4))),
                        row.getLong(5),
                        row.getObject(6, OffsetDateTime.class).toInstant(),
                        row.getObject(7, OffsetDateTime.class).toInstant()));
    }

    private static Oddity oddity(String word) {
        return Oddity.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
