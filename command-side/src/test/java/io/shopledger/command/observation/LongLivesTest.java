package io.shopledger.command.observation;

import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static io.shopledger.command.order.OrderFacts.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.CanonicalRecord;
import io.shopledger.Origin;
import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.command.CommandSide;
import io.shopledger.command.inventory.StockFacts;
import io.shopledger.command.inventory.StockLevels;
import io.shopledger.command.order.Orders;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevel;
import io.shopledger.inventory.StockLevelId;
import io.shopledger.observation.Decision;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Page;
import io.shopledger.observation.PageDecider;
import io.shopledger.observation.Partition;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderId;
import io.shopledger.webhook.Outcome;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Entities to which much has happened, on the event store as the program wires it: however long the stream, what is read of it
 * is bounded by a snapshot, which can be done without.
 */
class LongLivesTest {
    private static final StockLevelId LEVEL = new StockLevelId(new StoreId(60), 1, 2);
    private static final OrderId ORDER = new OrderId(new StoreId(60), 3);

    /** A snapshot is made where more than this many events were read. */
    private static final int EVENTS_BETWEEN_SNAPSHOTS = 100;

    private final CommandSide side = side();
    private final JdbcTemplate jdbc = side.jdbc();
    private final PageDecider decider = side.bean(PageDecider.class);
    private final AtomicLong read = new AtomicLong();
    private final EventStore counting = counting(side.bean(EventStore.class));
    private long heard;

    private record OnePage(List<Observation> observations, List<Decision> decisions) implements Page {
        @Override
        public void claim() {}

        @Override
        public void finish(List<Decision> decided) {
            decisions.addAll(decided);
        }
    }

    @AfterEach
    void nothingStaysBehind() {
        for (Object stream : List.of(LEVEL, ORDER)) {
            decider.forget(Partition.of(stream.toString()));
            jdbc.update("delete from events.domain_event where aggregate_identifier = ?", stream.toString());
            jdbc.update("delete from public.snapshot_event where aggregate_identifier = ?", stream.toString());
            jdbc.update("delete from ledger.watermark where stream = ?", stream.toString());
        }
    }

    @Test
    void stockLevelOf50_000Events_isReadFromItsSnapshot_howeverMuchHappensStill() {
        grow(LEVEL, 50_000, this::level);

        decide(level(7));
        long afterTheFirst = awaitSnapshot(LEVEL, 50_000);
        for (long quantity = 10; quantity < 260; quantity++) {
            decide(level(quantity));
        }

        assertThat(known(StockLevels.on(counting), LEVEL)).isEqualTo(StockFacts.available(259L));
        assertThat(read.get()).as("events read").isLessThanOrEqualTo(EVENTS_BETWEEN_SNAPSHOTS + 1L);
        assertThat(snapshotOf(LEVEL)).isGreaterThan(afterTheFirst + EVENTS_BETWEEN_SNAPSHOTS);
        assertThat(lastOf(LEVEL)).isEqualTo(50_250);
    }

    @Test
    void orderOf5_000Events_isReadWhole_whereItsSnapshotIsOfAnotherRevisionOrUnreadable() {
        grow(ORDER, 5_000, this::order);
        decide(order(7));
        awaitSnapshot(ORDER, 5_000);
        CanonicalRecord<?> truth = known(Orders.on(counting), ORDER);
        assertThat(read.get()).as("events read, the snapshot among them").isEqualTo(1);

        jdbc.update(
                "update public.snapshot_event set payload_revision = '0' where aggregate_identifier = ?", ORDER + "");
        assertThat((Object) known(Orders.on(counting), ORDER)).isEqualTo(truth);
        assertThat(read.get())
                .as("events read beside a snapshot of another revision")
                .isEqualTo(5_001);

        jdbc.update(
                "update public.snapshot_event set payload_revision = '1', payload = '{'::bytea where aggregate_identifier = ?",
                ORDER + "");
        assertThat((Object) known(Orders.on(counting), ORDER)).isEqualTo(truth);
        assertThat(read.get()).as("events read beside an unreadable snapshot").isEqualTo(5_001);
    }

    @Test
    void snapshotsThatAreDeleted_areMadeAgain() {
        grow(ORDER, 1_000, this::order);
        decide(order(7));
        awaitSnapshot(ORDER, 1_000);

        jdbc.update("delete from public.snapshot_event");
        decide(order(8));

        awaitSnapshot(ORDER, 1_001);
        assertThat(known(Orders.on(counting), ORDER).get("tags")).isEqualTo(List.of("8"));
        assertThat(read.get()).isEqualTo(1);
    }

    /** First sight and two changes by the decider; then these changes again and again, straight into the table. */
    private void grow(Object id, int events, LongFunction<Observation> observation) {
        for (long i = 1; i <= 3; i++) {
            decide(observation.apply(i == 3 ? 1 : i));
        }
        jdbc.update("""
                insert into events.domain_event (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
                       payload_type, payload_revision, payload, meta_data)
                select event_identifier || '-' || n, aggregate_identifier, n, type, time_stamp, payload_type,
                       payload_revision, payload, meta_data
                from generate_series(3, ?) n join events.domain_event on sequence_number = case n % 2 when 1 then 1 else 2 end
                where aggregate_identifier = ? order by n
                """, events - 1, id.toString());
        assertThat(lastOf(id)).isEqualTo(events - 1);
    }

    /** Decided by a worker that has nothing of it in its cache. */
    private void decide(Observation observation) {
        OnePage page = new OnePage(List.of(observation), new ArrayList<>());
        decider.forget(Partition.of(observation.stream()));
        decider.decide(page);
        assertThat(page.decisions()).containsExactly(Decision.of(Outcome.APPLIED));
    }

    private Observation level(long quantity) {
        return new ObserveStockLevel(
                LEVEL, StockFacts.available(quantity), MONDAY_NOON.plusSeconds(heard), null, origin());
    }

    private Observation order(long tag) {
        return new ObserveOrder(
                ORDER,
                PENDING.with(Map.of("tags", List.of(Long.toString(tag)))),
                MONDAY_NOON.plusSeconds(heard),
                null,
                origin());
    }

    private Origin origin() {
        heard++;
        return new Origin(
                Via.WEBHOOK, "hook-" + heard, MONDAY_NOON.plusSeconds(heard), MONDAY_NOON.plusSeconds(heard), null);
    }

    private CanonicalRecord<?> known(Entities<?, ?, ?> entities, Object id) {
        read.set(0);
        return entities.known(id);
    }

    private long awaitSnapshot(Object id, long atLeast) {
        await().until(() -> snapshotOf(id) >= atLeast);
        return snapshotOf(id);
    }

    private long snapshotOf(Object id) {
        return number("select coalesce(max(sequence_number), -1) from public.snapshot_event", id);
    }

    private long lastOf(Object id) {
        return number("select max(sequence_number) from events.domain_event", id);
    }

    private long number(String query, Object id) {
        Long found = jdbc.queryForObject(query + " where aggregate_identifier = ?", Long.class, id.toString());
        return found == null ? -1 : found;
    }

    /** The event store, counting what is read of single streams. */
    private EventStore counting(EventStore store) {
        return (EventStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EventStore.class}, (proxy, method, arguments) -> {
                    Object answer = called(store, method, arguments);
                    return answer instanceof DomainEventStream stream
                            ? DomainEventStream.of(
                                    stream.asStream().peek(event -> read.incrementAndGet()),
                                    stream::getLastSequenceNumber)
                            : answer;
                });
    }

    private static Object called(EventStore store, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (java.lang.reflect.InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static CommandSide side() {
        try {
            return CommandSide.shared();
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
