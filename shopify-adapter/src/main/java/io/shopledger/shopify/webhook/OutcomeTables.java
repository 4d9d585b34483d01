package io.shopledger.shopify.webhook;

import io.shopledger.observation.Decision;
import io.shopledger.observation.LeaseLost;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes what became of a page's deliveries, in the page's transaction. */
@Component
class OutcomeTables {
    private static final String DONE = """
            delete from ledger.waiting w using unnest(?::bigint[], ?::bigint[]) done(rank, id)
             where w.rank = done.rank and w.id = done.id
            """;

    private static final String OUTCOME =
            "insert into ledger.outcome (inbox_id, outcome, reason, decided_at) values (?, ?, ?, ?)";

    private static final String DEAD =
            "insert into ledger.dead_letter (inbox_id, store_id, topic, reason, detail) values (?, ?, ?, ?, ?)";

    private static final String MOVED = "update ledger.waiting set partition = ? where rank = ? and id = ?";

    /** What names somebody whose key is destroyed, and what demanded it, is kept no longer. */
    private static final String NAMING_THE_FORGOTTEN = """
            select named.id from unnest(?::bigint[], ?::text[]) named(id, subject)
              join ledger.subject_key k on k.subject = named.subject and k.wrapped_key is null
            """;

    /** What may be about anybody of a store, where anybody was forgotten. */
    private static final String OF_STORES_WITH_FORGOTTEN = """
            select anybodys.id from unnest(?::bigint[], ?::bigint[]) anybodys(id, store)
             where exists (select from ledger.subject_key k
                            where k.store_id = anybodys.store and k.wrapped_key is null)
            """;

    private static final String FORGET = "update ledger.inbox set body = null where id = any(?) and body is not null";

    private final JdbcTemplate jdbc;
    private final DeliveryCounts counts;
    private final Clock clock;

    OutcomeTables(JdbcTemplate jdbc, DeliveryCounts counts, Clock clock) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.clock = clock;
    }

    Finished finished() {
        return new Finished();
    }

    /** What became of the deliveries of one page. */
    final class Finished {
        private record Decided(WaitingDelivery delivery, Decision decision) {}

        private record Died(WaitingDelivery delivery, DeadReason reason) {}

        private record Moved(WaitingDelivery delivery, int partition) {}

        private final List<Decided> decided = new ArrayList<>();
        private final List<Died> died = new ArrayList<>();
        private final List<Moved> moved = new ArrayList<>();

        void decided(WaitingDelivery delivery, Decision decision) {
            decided.add(new Decided(delivery, decision));
        }

        void died(WaitingDelivery delivery, DeadReason reason) {
            died.add(new Died(delivery, reason));
        }

        void moved(WaitingDelivery delivery, int partition) {
            moved.add(new Moved(delivery, partition));
        }

        void store(int slot) {
            List<WaitingDelivery> done = new ArrayList<>();
            decided.forEach(it -> done.add(it.delivery()));
            died.forEach(it -> done.add(it.delivery()));
            removeFromQueue(done);
            forget(done);
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            jdbc.batchUpdate(OUTCOME, decided, decided.size() + 1, (insert, it) -> {
                insert.setLong(1, it.delivery().id());
                insert.setString(2, it.decision().outcome().word());
                insert.setString(3, it.decision().reason());
                insert.setObject(4, now);
            });
            jdbc.batchUpdate(DEAD, died, died.size() + 1, (insert, it) -> {
                insert.setLong(1, it.delivery().id());
                insert.setLong(2, it.delivery().store());
                insert.setString(3, it.delivery().topic());
                insert.setString(4, it.reason().code());
                insert.setString(5, it.reason().detail());
            });
            jdbc.batchUpdate(MOVED, moved, moved.size() + 1, (update, it) -> {
                update.setInt(1, it.partition());
                update.setLong(2, it.delivery().rank());
                update.setLong(3, it.delivery().id());
            });
            DeliveryCounts.Sums sums = counts.sums();
            decided.forEach(it -> sums.add(
                    it.delivery().store(), it.delivery().topic(), it.decision().outcome()));
            sums.store(slot);
        }

        /** In the transaction that takes them from the queue: whoever destroys a key later finds them decided. */
        private void forget(List<WaitingDelivery> done) {
            List<Long> forgotten = new ArrayList<>();
            List<Long> ids = new ArrayList<>();
            List<String> subjects = new ArrayList<>();
            List<Long> anybodys = new ArrayList<>();
            List<Long> stores = new ArrayList<>();
            for (WaitingDelivery delivery : done) {
                if (Topic.demands(delivery.topic())) {
                    forgotten.add(delivery.id());
                }
                for (String subject : delivery.named()) {
                    ids.add(delivery.id());
                    subjects.add(subject);
                }
                if (delivery.anybodys()) {
                    anybodys.add(delivery.id());
                    stores.add(delivery.store());
                }
            }
            forgotten.addAll(those(NAMING_THE_FORGOTTEN, ids, "text", subjects));
            forgotten.addAll(those(OF_STORES_WITH_FORGOTTEN, anybodys, "bigint", stores));
            if (!forgotten.isEmpty()) {
                jdbc.update(
                        FORGET,
                        update -> update.setArray(
                                1, update.getConnection().createArrayOf("bigint", forgotten.toArray())));
            }
        }

        /** @return those of these deliveries that the statement finds */
        private List<Long> those(String statement, List<Long> deliveries, String type, List<?> whose) {
            if (deliveries.isEmpty()) {
                return List.of();
            }
            return jdbc.query(
                    statement,
                    query -> {
                        query.setArray(1, query.getConnection().createArrayOf("bigint", deliveries.toArray()));
                        query.setArray(2, query.getConnection().createArrayOf(type, whose.toArray()));
                    },
                    (row, n) -> row.getLong(1));
        }

        private void removeFromQueue(List<WaitingDelivery> done) {
            Integer removed = jdbc.execute((ConnectionCallback<Integer>) connection -> {
                Array ranks = connection.createArrayOf(
                        "bigint", done.stream().map(WaitingDelivery::rank).toArray());
                Array ids = connection.createArrayOf(
                        "bigint", done.stream().map(WaitingDelivery::id).toArray());
                try (PreparedStatement delete = connection.prepareStatement(DONE)) {
                    delete.setArray(1, ranks);
                    delete.setArray(2, ids);
                    return delete.executeUpdate();
                }
            });
            if (removed == null || removed != done.size()) {
                throw new LeaseLost("Some of these deliveries were decided by another worker");
            }
        }
    }
}
