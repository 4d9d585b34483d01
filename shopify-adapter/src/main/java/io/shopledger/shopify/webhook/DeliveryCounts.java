package io.shopledger.shopify.webhook;

import io.shopledger.webhook.Outcome;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code ledger.delivery_count}: counts of what is final, in the transaction that makes it so. */
@Component
class DeliveryCounts {
    static final String RECEIVED = "received";
    static final int INBOX_SLOT = 0;

    /** Each process writes rows of its own; two that draw the same number only wait for each other now and then. */
    private static final int SLOTS_A_PROCESS = 8;

    private static final int PROCESSES = 64;

    private static final String ADD = """
            insert into ledger.delivery_count (store_id, topic, outcome, slot, count) values (?, ?, ?, ?, ?)
            on conflict (store_id, topic, outcome, slot) do update set count = delivery_count.count + excluded.count
            """;

    private final JdbcTemplate jdbc;
    private final int firstSlot = ThreadLocalRandom.current().nextInt(PROCESSES) * SLOTS_A_PROCESS;

    DeliveryCounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(long store, String topic, String outcome) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byStore = Long.compare(store, other.store);
            int byTopic = byStore != 0 ? byStore : topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : outcome.compareTo(other.outcome);
        }
    }

    /** What one transaction adds. */
    final class Sums {
        private final Map<Key, Long> sums = new TreeMap<>();

        void received(long store, String topic) {
            sums.merge(new Key(store, topic, RECEIVED), 1L, Long::sum);
        }

        void add(long store, String topic, Outcome outcome) {
            sums.merge(new Key(store, topic, outcome.word()), 1L, Long::sum);
        }

        /** @param slot of the writer within this process: 0 for the inbox, 1 and up for the workers */
        void store(int slot) {
            jdbc.batchUpdate(ADD, sums.entrySet(), sums.size() + 1, (insert, sum) -> {
                insert.setLong(1, sum.getKey().store());
                insert.setString(2, sum.getKey().topic());
                insert.setString(3, sum.getKey().outcome());
                insert.setInt(4, firstSlot + slot);
                insert.setLong(5, sum.getValue());
            });
        }
    }

    Sums sums() {
        return new Sums();
    }
}
