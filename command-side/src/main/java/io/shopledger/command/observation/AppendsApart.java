package io.shopledger.command.observation;

import io.shopledger.Origin;
import io.shopledger.command.eventstore.AppendDeadline;
import io.shopledger.command.eventstore.ForeignEventStore;
import io.shopledger.observation.Observation;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.observation.Partition;
import io.shopledger.stored.StoredJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * For an event store that commits by itself. Before its events are appended, a page commits which streams they are of and
 * how these will be then. Whoever finds such a row asks the store whether the events came: if so, the row tells how it is.
 */
final class AppendsApart implements Appends {
    private static final String FIND =
            "select stream, sequence_before, watermark from ledger.append_in_doubt where stream = any(?)";

    private static final String ANNOUNCE = """
            insert into ledger.append_in_doubt (stream, partition, sequence_before, watermark) values (?, ?, ?, ?::jsonb)
            on conflict (stream) do update set partition = excluded.partition, begun_at = excluded.begun_at,
                   sequence_before = excluded.sequence_before, watermark = excluded.watermark
            """;

    /** 30 s after a lease of 10 s ran out, and long after the append was given up. */
    private static final String HELD_BACK = "select distinct partition from ledger.append_in_doubt"
            + " where begun_at > clock_timestamp() - interval '40 seconds'";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate apart;
    private final Watermarks watermarks;
    private final ForeignEventStore foreign;
    private final EventStore events;

    AppendsApart(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Watermarks watermarks,
            ForeignEventStore foreign,
            EventStore events) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.watermarks = watermarks;
        this.foreign = foreign;
        this.events = events;
    }

    private record Doubt(String stream, long sequenceBefore, Watermark after) {}

    @Override
    public OfPage of(Collection<String> streams, Map<String, Watermark> known) {
        List<Doubt> doubts = jdbc.query(
                FIND,
                query -> query.setArray(1, query.getConnection().createArrayOf("text", streams.toArray())),
                (row, n) -> new Doubt(
                        row.getString(1), row.getLong(2), StoredJson.read(row.getString(3), Watermark.class)));
        Map<String, Watermark> made = new HashMap<>();
        Map<String, Set<Origin>> told = new HashMap<>();
        if (!doubts.isEmpty()) {
            Map<String, Long> last =
                    foreign.lastSequences(doubts.stream().map(Doubt::stream).toList());
            for (Doubt doubt : doubts) {
                if (last.getOrDefault(doubt.stream(), Watermark.NO_EVENTS)
                        >= doubt.after().sequence()) {
                    made.put(doubt.stream(), doubt.after());
                    told.put(doubt.stream(), origins(doubt));
                }
            }
        }
        Map<String, Long> sequences = new HashMap<>();
        known.forEach((stream, mark) -> sequences.put(stream, mark.sequence()));
        made.forEach((stream, mark) -> sequences.put(stream, mark.sequence()));
        Set<String> settled = new HashSet<>();
        doubts.forEach(doubt -> settled.add(doubt.stream()));
        return new InDoubt(made, told, sequences, settled);
    }

    private Set<Origin> origins(Doubt doubt) {
        Set<Origin> origins = new HashSet<>();
        events.readEvents(doubt.stream(), doubt.sequenceBefore() + 1).forEachRemaining(event -> {
            if (event.getPayload() instanceof ObservedEvent observed) {
                origins.add(observed.origin());
            }
        });
        return origins;
    }

    @Override
    public Set<Integer> heldBack() {
        return new HashSet<>(jdbc.queryForList(HELD_BACK, Integer.class));
    }

    @Override
    public void buryTheDead() {
        jdbc.update("update ledger.append_in_doubt set begun_at = '-infinity'");
    }

    @Override
    public boolean storeIsTheReason(Throwable failure) {
        return foreign.isTheReason(failure);
    }

    private final class InDoubt implements OfPage {
        private final Map<String, Watermark> made;
        private final Map<String, Set<Origin>> told;
        private final Map<String, Long> sequences;
        private final Set<String> ending;

        private InDoubt(
                Map<String, Watermark> made,
                Map<String, Set<Origin>> told,
                Map<String, Long> sequences,
                Set<String> ending) {
            this.made = made;
            this.told = told;
            this.sequences = sequences;
            this.ending = ending;
        }

        @Override
        public Map<String, Watermark> made() {
            return made;
        }

        @Override
        public boolean holds(Observation seen) {
            return told.getOrDefault(seen.stream(), Set.of()).contains(seen.origin());
        }

        @Override
        public void announce(UnitOfWork<?> work, Collection<Watermark> changed) {
            List<Watermark> appending = changed.stream()
                    .filter(mark -> mark.sequence() > before(mark.stream()))
                    .toList();
            if (appending.isEmpty()) {
                return;
            }
            AppendDeadline.begin(work);
            List<Watermark> base = new ArrayList<>();
            appending.forEach(mark -> {
                if (made.containsKey(mark.stream())) {
                    base.add(made.get(mark.stream())); // this row's doubt is over, and a new one takes its place
                }
            });
            apart.executeWithoutResult(status -> {
                watermarks.store(base);
                jdbc.batchUpdate(ANNOUNCE, appending, appending.size() + 1, (insert, mark) -> {
                    insert.setString(1, mark.stream());
                    insert.setInt(2, Partition.of(mark.stream()));
                    insert.setLong(3, before(mark.stream()));
                    insert.setString(4, StoredJson.text(mark));
                });
            });
            appending.forEach(mark -> ending.add(mark.stream()));
        }

        private long before(String stream) {
            return sequences.getOrDefault(stream, Watermark.NO_EVENTS);
        }

        @Override
        public void end() {
            if (!ending.isEmpty()) {
                jdbc.update(
                        "delete from ledger.append_in_doubt where stream = any(?)",
                        delete -> delete.setArray(1, delete.getConnection().createArrayOf("text", ending.toArray())));
            }
        }
    }
}
