package io.shopledger.command.observation;

import static io.shopledger.command.order.OrderFacts.ID;
import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static io.shopledger.command.order.OrderFacts.OTHER_ID;
import static io.shopledger.command.order.OrderFacts.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.Origin;
import io.shopledger.Via;
import io.shopledger.command.eventstore.EventStoreOnPostgres;
import io.shopledger.command.order.Orders;
import io.shopledger.observation.Decision;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Page;
import io.shopledger.observation.PageDecider;
import io.shopledger.observation.Partition;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderPaid;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import io.shopledger.webhook.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages whose events are committed in a database of their own, broken off before and after that commit. */
class AppendsApartTest {
    private static final OrderRecord PAID = PENDING.with(Map.of("financial_status", "PAID"));
    private static final ObserveOrder PENDING_AT_1 = webhook(ID, PENDING, 1);
    private static final ObserveOrder PAID_AT_2 = webhook(ID, PAID, 2);

    private static final String LEDGER_REFUSES = """
            create function ledger.refuse() returns trigger language plpgsql as
                $$ begin raise exception 'The ledger was lost at its commit'; end $$;
            create constraint trigger refuse after delete on ledger.append_in_doubt
                deferrable initially deferred for each row execute function ledger.refuse();
            """;

    private static EventStoreOnPostgres postgres;

    private final AggregateCache cache = new AggregateCache(100);
    private final Entities<OrderRecord, ?, OrderEvent> orders = Orders.on(postgres.store(), cache);
    private final Watermarks watermarks = new Watermarks(postgres.jdbc());
    private final Appends appends =
            new AppendsApart(postgres.jdbc(), postgres.ledger(), watermarks, postgres.foreign(), postgres.store());
    private final PageDecider decider =
            new PageUnitOfWork(postgres.transactions(), watermarks, appends, List.of(orders.kind()), cache);

    @BeforeAll
    static void start() throws Exception {
        postgres = EventStoreOnPostgres.startApart();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @AfterEach
    void nothingIsInDoubtAtTheEnd() {
        assertThat(postgres.jdbc().queryForObject("select count(*) from ledger.append_in_doubt", Long.class))
                .isZero();
    }

    private static class Told implements Page {
        private final List<? extends Observation> observations;
        private final List<Outcome> outcomes = new ArrayList<>();

        Told(Observation... observations) {
            this.observations = List.of(observations);
        }

        @Override
        public void claim() {}

        @Override
        public List<? extends Observation> observations() {
            return observations;
        }

        @Override
        public void finish(List<Decision> decisions) {
            decisions.forEach(decision -> outcomes.add(decision.outcome()));
        }
    }

    @Test
    void ledgerLostAfterTheAppend_isToldByTheEventsThatAreThere() {
        decided(new Told(PENDING_AT_1));
        postgres.jdbc().execute(LEDGER_REFUSES);
        ObserveOrder other = webhook(OTHER_ID, PENDING, 1);
        assertThatThrownBy(() -> decider.decide(new Told(PAID_AT_2, other)))
                .hasStackTraceContaining("lost at its commit");
        postgres.jdbc().execute("drop trigger refuse on ledger.append_in_doubt; drop function ledger.refuse()");
        cache.removeAll();
        assertThat(mark(ID).sequence()).as("what the ledger knows of").isZero();
        assertThat(orders.events(ID)).hasSize(2);
        assertThat(appends.heldBack())
                .containsExactlyInAnyOrder(Partition.of(ID.toString()), Partition.of(OTHER_ID.toString()));

        Told again = decided(new Told(PAID_AT_2, other, webhook(ID, PENDING, 1)));

        assertThat(again.outcomes).containsExactly(Outcome.APPLIED, Outcome.APPLIED, Outcome.STALE);
        assertThat(orders.events(ID))
                .containsExactly(
                        new OrderPlaced(ID, PENDING, PENDING_AT_1.origin()),
                        new OrderPaid(ID, "PENDING", "PAID", PAID_AT_2.origin()));
        assertThat(orders.events(OTHER_ID)).containsExactly(new OrderPlaced(OTHER_ID, PENDING, other.origin()));
        assertThat(mark(ID).sequence()).isEqualTo(1);
        assertThat(mark(ID).updatedAt()).isEqualTo(PAID_AT_2.updatedAt());
        assertThat(appends.heldBack()).isEqualTo(Set.of());
    }

    @Test
    void pageBrokenOffBeforeTheAppend_isDecidedAnew() {
        OrderId id = new OrderId(ID.store(), 77_001);
        ObserveOrder placed = webhook(id, PENDING, 1);
        Told breaking = new Told(placed) {
            @Override
            public void finish(List<Decision> decisions) {
                throw new IllegalStateException("Broken off");
            }
        };
        assertThatThrownBy(() -> decider.decide(breaking)).hasMessage("Broken off");
        assertThat(appends.heldBack()).as("announced, and not appended").containsExactly(Partition.of(id.toString()));
        assertThat(orders.events(id)).isEmpty();

        Told again = decided(new Told(placed));

        assertThat(again.outcomes).containsExactly(Outcome.APPLIED);
        assertThat(orders.events(id)).containsExactly(new OrderPlaced(id, PENDING, placed.origin()));
        assertThat(mark(id).sequence()).isZero();
    }

    @Test
    void eventsAreNotInTheLedgersDatabase() {
        decided(new Told(webhook(new OrderId(ID.store(), 77_002), PENDING, 1)));

        assertThat(postgres.jdbc().queryForObject("select count(*) from events.domain_event", Long.class))
                .isZero();
    }

    @Test
    void soleProcess_holdsNothingBackOfTheProcessBefore() {
        OrderId id = new OrderId(ID.store(), 77_003);
        postgres.jdbc()
                .update(
                        "insert into ledger.append_in_doubt (stream, partition, sequence_before, watermark)"
                                + " values (?, ?, -1, '{}')",
                        id.toString(),
                        Partition.of(id.toString()));
        assertThat(appends.heldBack()).hasSize(1);

        appends.buryTheDead();

        assertThat(appends.heldBack()).isEmpty();
        postgres.jdbc().update("delete from ledger.append_in_doubt");
    }

    private Told decided(Told page) {
        decider.decide(page);
        return page;
    }

    private Watermark mark(OrderId id) {
        return watermarks.of(List.of(id.toString())).get(id.toString());
    }

    private static ObserveOrder webhook(OrderId id, OrderRecord record, int second) {
        Instant time = MONDAY_NOON.plusSeconds(second);
        return new ObserveOrder(
                id, record, time, time.plusMillis(1), new Origin(Via.WEBHOOK, "w" + id + second, time, time, null));
    }
}
