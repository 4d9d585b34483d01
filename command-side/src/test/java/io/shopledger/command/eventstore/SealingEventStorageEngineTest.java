package io.shopledger.command.eventstore;

import static io.shopledger.command.order.OrderFacts.ID;
import static io.shopledger.command.order.OrderFacts.MONDAY;
import static io.shopledger.command.order.OrderFacts.OTHER_ID;
import static io.shopledger.command.order.OrderFacts.PENDING;
import static io.shopledger.command.order.OrderFacts.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.StoreId;
import io.shopledger.command.observation.Entities;
import io.shopledger.command.order.Orders;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderPaid;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.order.OrderEvent.OrderTagsChanged;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import io.shopledger.stored.SealHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SealingEventStorageEngineTest {
    private static final int WRITERS = 4;
    private static final int APPENDS_A_WRITER = 25;

    private static final OrderPlaced PLACED = new OrderPlaced(ID, PENDING, MONDAY);
    private static final OrderPaid PAID = new OrderPaid(ID, "PENDING", "PAID", TUESDAY);
    private static final OrderTagsChanged TAGGED =
            new OrderTagsChanged(ID, List.of("gift"), List.of("gift", "wholesale"), TUESDAY);

    private static EventStoreOnPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EventStoreOnPostgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        postgres.empty();
    }

    @Test
    void appendsOfManyWriters_areCommittedInTheOrderOfTheirIndexes() throws Exception {
        List<Callable<List<Long>>> writers = IntStream.range(0, WRITERS)
                .<Callable<List<Long>>>mapToObj(writer -> () -> appendMany(writer))
                .toList();

        List<Long> filledInLate = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            for (Future<List<Long>> writer : threads.invokeAll(writers)) {
                filledInLate.addAll(writer.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(filledInLate)
                .as("indexes below one's own that were not committed yet")
                .isEmpty();
        List<Seal> seals = seals();
        assertThat(seals).hasSize(WRITERS * APPENDS_A_WRITER);
        assertThat(seals).extracting(Seal::ordinal).containsExactlyElementsOf(upTo(seals.size()));
        long next = 1;
        for (Seal seal : seals) {
            assertThat(seal.first()).isEqualTo(next);
            assertThat(seal.last()).isEqualTo(seal.first() + seal.events() - 1);
            next = seal.last() + 1;
        }
        assertThat(indexes()).containsExactlyElementsOf(upTo(next - 1));
        assertThat(count("select count(*) from (select sealed_at < lag(sealed_at) over (order by ordinal) back"
                        + " from events.seal) s where back"))
                .as("seals dated before the one before them")
                .isZero();
        assertThat(brokenSeals()).isEmpty();
    }

    @Test
    void everySeal_isWhatItsRowsSay() {
        append(event(ID, 0, PLACED));
        append(event(ID, 1, PAID), event(ID, 2, TAGGED));

        assertThat(seals()).extracting(Seal::events).containsExactly(1, 2);
        assertThat(brokenSeals()).isEmpty();
    }

    @Test
    void twoAppendsOfOneTransaction_areSealedOneAfterTheOther() {
        postgres.transactions().executeInTransaction(() -> {
            postgres.engine().appendEvents(event(ID, 0, PLACED));
            postgres.engine().appendEvents(event(ID, 1, PAID));
        });

        assertThat(seals()).extracting(Seal::ordinal).containsExactly(1L, 2L);
        assertThat(brokenSeals()).isEmpty();
    }

    @Test
    void oneByteOfAPayloadChanged_breaksItsSealAndNoOther() {
        threeAppends();

        postgres.jdbc()
                .update("update events.domain_event set payload = set_byte(payload, 20, get_byte(payload, 20) # 1)"
                        + " where global_index = 2");

        assertThat(brokenSeals()).containsExactly(2L);
    }

    @Test
    void anyColumnOfAnEventChanged_breaksItsSeal() {
        for (String change : List.of(
                "aggregate_identifier = 'order/7/1'",
                "sequence_number = 9",
                "event_identifier = 'another'",
                "type = 'Forged'",
                "payload_type = 'order.OrderFulfilled'",
                "payload_revision = '2'",
                "time_stamp = '2026-10-05T08:00:00Z'",
                "meta_data = '{\"a\":1}'")) {
            postgres.empty();
            threeAppends();

            postgres.jdbc().update("update events.domain_event set " + change + " where global_index = 2");

            assertThat(brokenSeals()).as(change).containsExactly(2L);
        }
    }

    @Test
    void eventRemoved_breaksItsSeal() {
        threeAppends();

        postgres.jdbc().update("delete from events.domain_event where global_index = 2");

        assertThat(brokenSeals()).containsExactly(2L);
    }

    @Test
    void appendRolledBack_leavesAHoleAndNoSeal() {
        append(event(ID, 0, PLACED));
        assertThatThrownBy(() -> postgres.transactions().executeInTransaction(() -> {
                    postgres.engine().appendEvents(event(ID, 1, PAID));
                    throw new IllegalStateException("after the append");
                }))
                .hasMessage("after the append");
        append(event(ID, 1, TAGGED));

        assertThat(indexes()).containsExactly(1L, 3L);
        assertThat(seals()).extracting(Seal::ordinal).containsExactly(1L, 2L);
        assertThat(seals()).extracting(Seal::first).containsExactly(1L, 3L);
        assertThat(brokenSeals()).isEmpty();
    }

    @Test
    void secondFirstEventOfAStream_isRefused() {
        append(event(ID, 0, PLACED));

        assertThatThrownBy(() -> append(event(ID, 0, PLACED))).isInstanceOf(AggregateStreamCreationException.class);

        onlyTheFirstAppendIsThere();
    }

    @Test
    void secondEventOfTheSameSequence_isRefused() {
        append(event(ID, 0, PLACED), event(ID, 1, PAID));

        assertThatThrownBy(() -> append(event(ID, 1, TAGGED))).isInstanceOf(ConcurrencyException.class);

        onlyTheFirstAppendIsThere();
    }

    @Test
    void whatIsStored_hasLogicalNamesAndSaysNothingOfClasses() {
        append(event(ID, 0, PLACED), event(ID, 1, PAID));
        Orders.on(postgres.store()).snapshot(ID);

        assertThat(postgres.jdbc()
                        .queryForList("select payload_type from events.domain_event order by 1", String.class))
                .containsExactly("order.OrderPaid", "order.OrderPlaced");
        assertThat(postgres.jdbc().queryForList("select payload_revision from events.domain_event", String.class))
                .containsOnly("1");
        assertThat(count("select count(*) from events.domain_event e where position('io.shopledger' in e::text"
                        + " || convert_from(payload, 'UTF8') || convert_from(meta_data, 'UTF8')) > 0"))
                .isZero();
        assertThat(count("select count(*) from public.snapshot_event e where position('io.shopledger' in e::text"
                        + " || convert_from(payload, 'UTF8') || convert_from(meta_data, 'UTF8')) > 0"))
                .isZero();
    }

    @Test
    void eventsReadBack_areThoseAppended() {
        append(event(ID, 0, PLACED), event(OTHER_ID, 0, new OrderPlaced(OTHER_ID, PENDING, MONDAY)));
        append(event(ID, 1, PAID));

        assertThat(Orders.on(postgres.store()).events(ID)).containsExactly(PLACED, PAID);
        assertThat(postgres.engine().readEvents(null, false).map(message -> (Object) message.getPayload()))
                .containsExactly(PLACED, new OrderPlaced(OTHER_ID, PENDING, MONDAY), PAID);
    }

    @Test
    void orderWithASnapshot_isLoadedFromItAndTheEventsAfterIt() {
        Entities<OrderRecord, ?, OrderEvent> orders = Orders.on(postgres.store());
        append(event(ID, 0, PLACED), event(ID, 1, PAID));
        orders.snapshot(ID);
        append(event(ID, 2, TAGGED));
        OrderRecord expected = PENDING.with(Map.of("financial_status", "PAID", "tags", List.of("gift", "wholesale")));

        assertThat(postgres.jdbc()
                        .queryForList(
                                "select payload_type || ' ' || type || ' ' || sequence_number"
                                        + " from public.snapshot_event",
                                String.class))
                .containsExactly("snapshot.Order Order 1");
        assertThat(orders.known(ID)).isEqualTo(expected);

        postgres.jdbc().update("delete from events.domain_event where sequence_number < 2");
        assertThat(orders.known(ID))
                .as("without the events before the snapshot")
                .isEqualTo(expected);
    }

    @Test
    void snapshotOfAnotherRevision_isPassedOver() {
        Entities<OrderRecord, ?, OrderEvent> orders = Orders.on(postgres.store());
        append(event(ID, 0, PLACED), event(ID, 1, PAID));
        orders.snapshot(ID);

        postgres.jdbc()
                .update("update public.snapshot_event set payload_revision = '0', payload = '{\"known\": 7}'::bytea");

        assertThat(orders.known(ID)).isEqualTo(PENDING.with(Map.of("financial_status", "PAID")));
    }

    private record Seal(long ordinal, long first, long last, int events, Instant sealedAt, byte[] hash) {}

    /** Each append of its own stream; in its transaction, when it holds the lock, all below its own must be there. */
    private static List<Long> appendMany(int writer) {
        List<Long> missing = new ArrayList<>();
        for (int i = 0; i < APPENDS_A_WRITER; i++) {
            OrderId id = new OrderId(new StoreId(writer + 1L), i);
            List<DomainEventMessage<?>> events = new ArrayList<>();
            events.add(event(id, 0, new OrderPlaced(id, PENDING, MONDAY)));
            for (int more = 0; more < i % 3; more++) {
                events.add(event(id, more + 1L, PAID));
            }
            postgres.transactions().executeInTransaction(() -> {
                postgres.engine().appendEvents(events);
                missing.addAll(postgres.jdbc()
                        .queryForList(
                                "select i from generate_series(1, (select max(global_index) from events.domain_event)) i"
                                        + " where i not in (select global_index from events.domain_event)",
                                Long.class));
            });
        }
        return missing;
    }

    private static void threeAppends() {
        append(event(ID, 0, PLACED));
        append(event(ID, 1, PAID));
        append(event(ID, 2, TAGGED));
    }

    private static void onlyTheFirstAppendIsThere() {
        assertThat(seals()).hasSize(1);
        assertThat(indexes()).hasSize(seals().get(0).events());
        assertThat(brokenSeals()).isEmpty();
    }

    private static void append(DomainEventMessage<?>... events) {
        postgres.transactions().executeInTransaction(() -> postgres.engine().appendEvents(Arrays.asList(events)));
    }

    private static DomainEventMessage<?> event(OrderId id, long sequence, OrderEvent payload) {
        return new GenericDomainEventMessage<>("Order", id.toString(), sequence, payload);
    }

    private static List<Seal> seals() {
        return postgres.jdbc()
                .query(
                        "select ordinal, first_index, last_index, events, sealed_at, hash from events.seal order by ordinal",
                        (row, n) -> new Seal(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getInt(4),
                                row.getTimestamp(5).toInstant(),
                                row.getBytes(6)));
    }

    private static List<Long> indexes() {
        return postgres.jdbc().queryForList("select global_index from events.domain_event order by 1", Long.class);
    }

    /** @return the ordinals of the seals whose hash is not what the table's rows give */
    private static List<Long> brokenSeals() {
        List<Long> broken = new ArrayList<>();
        byte[] previous = SealHash.BEGINNING;
        for (Seal seal : seals()) {
            SealHash hash = new SealHash(previous, seal.ordinal());
            postgres.jdbc()
                    .query(
                            "select aggregate_identifier, sequence_number, event_identifier, type,"
                                    + " payload_type, payload_revision, time_stamp, payload, meta_data from events.domain_event"
                                    + " where global_index between ? and ? order by global_index",
                            row -> {
                                hash.add(
                                        row.getString(1),
                                        row.getLong(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6),
                                        row.getString(7),
                                        row.getBytes(8),
                                        row.getBytes(9));
                            },
                            seal.first(),
                            seal.last());
            if (!Arrays.equals(hash.value(seal.sealedAt()), seal.hash())) {
                broken.add(seal.ordinal());
            }
            previous = seal.hash();
        }
        return broken;
    }

    private static long count(String sql) {
        return postgres.jdbc().queryForObject(sql, Long.class);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
