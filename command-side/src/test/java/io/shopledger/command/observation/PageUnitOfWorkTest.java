package io.shopledger.command.observation;

import static io.shopledger.command.order.OrderFacts.ID;
import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static io.shopledger.command.order.OrderFacts.OTHER_ID;
import static io.shopledger.command.order.OrderFacts.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.Origin;
import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.command.eventstore.EventStoreOnPostgres;
import io.shopledger.command.inventory.StockFacts;
import io.shopledger.command.inventory.StockLevels;
import io.shopledger.command.order.Orders;
import io.shopledger.command.product.ProductFacts;
import io.shopledger.command.product.Products;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevel;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.observation.Decision;
import io.shopledger.observation.LeaseLost;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Page;
import io.shopledger.observation.PageDecider;
import io.shopledger.observation.Partition;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.ObserveOrderRemoval;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderPaid;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.order.OrderEvent.OrderRemoved;
import io.shopledger.order.OrderEvent.OrderTagsChanged;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import io.shopledger.product.ProductCommand.ObserveProduct;
import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductRecord;
import io.shopledger.store.Stores;
import io.shopledger.stored.StoredJson;
import io.shopledger.webhook.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageUnitOfWorkTest {
    private static final OrderRecord PAID = PENDING.with(Map.of("financial_status", "PAID"));
    private static final OrderRecord PAID_AND_TAGGED = PAID.with(Map.of("tags", List.of("gift", "wholesale")));

    private static final ObserveOrder PENDING_AT_1 = webhook(ID, PENDING, 1);
    private static final ObserveOrder PAID_AT_2 = webhook(ID, PAID, 2);
    private static final ObserveOrder TAGGED_AT_3 = webhook(ID, PAID_AND_TAGGED, 3);

    private static EventStoreOnPostgres postgres;

    private final AggregateCache cache = new AggregateCache(100);
    private final Entities<OrderRecord, ?, OrderEvent> orders = Orders.on(postgres.store(), cache);
    private final Entities<ProductRecord, ?, ProductEvent> products = Products.on(postgres.store(), cache);
    private final Entities<StockLevelRecord, ?, StockLevelEvent> levels = StockLevels.on(postgres.store(), cache);
    private final List<Kind<?, ?>> kinds = List.of(orders.kind(), products.kind(), levels.kind());
    private final Watermarks watermarks = new Watermarks(postgres.jdbc());
    private final PageDecider decider =
            new PageUnitOfWork(postgres.transactions(), watermarks, Appends.TOGETHER, kinds, cache);

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

    @AfterEach
    void noUnitOfWorkIsLeftOver() {
        assertThat(CurrentUnitOfWork.isStarted()).isFalse();
    }

    /** Remembers what was done to it, in turn, and how many events stood in the table then. */
    private static class SeenPage implements Page {
        private final List<? extends Observation> observations;
        final List<String> steps = new ArrayList<>();
        final List<Outcome> outcomes = new ArrayList<>();

        SeenPage(Observation... observations) {
            this.observations = List.of(observations);
        }

        @Override
        public void claim() {
            steps.add("claim, events " + events());
        }

        @Override
        public List<? extends Observation> observations() {
            return observations;
        }

        @Override
        public void finish(List<Decision> decisions) {
            steps.add("finish, events " + events() + ", watermarks " + count("ledger.watermark"));
            decisions.forEach(decision -> outcomes.add(decision.outcome()));
        }
    }

    private static final class FailingPage extends SeenPage {
        FailingPage(Observation... observations) {
            super(observations);
        }

        @Override
        public void finish(List<Decision> decisions) {
            throw new IllegalStateException("The page cannot be finished");
        }
    }

    private static final class LostPage extends SeenPage {
        LostPage(Observation... observations) {
            super(observations);
        }

        @Override
        public void claim() {
            throw new LeaseLost("Another worker holds the partition");
        }
    }

    @Test
    void severalObservationsOfOneOrder_areDecidedInTurn() {
        SeenPage page = decided(new SeenPage(PENDING_AT_1, PAID_AT_2, PENDING_AT_1, TAGGED_AT_3, TAGGED_AT_3));

        assertThat(page.outcomes)
                .containsExactly(Outcome.APPLIED, Outcome.APPLIED, Outcome.STALE, Outcome.APPLIED, Outcome.UNCHANGED);
        assertThat(orders.events(ID))
                .containsExactly(
                        new OrderPlaced(ID, PENDING, PENDING_AT_1.origin()),
                        new OrderPaid(ID, "PENDING", "PAID", PAID_AT_2.origin()),
                        new OrderTagsChanged(ID, List.of("gift"), List.of("gift", "wholesale"), TAGGED_AT_3.origin()));
        assertThat(count("events.seal")).as("one append for the page").isEqualTo(1);
    }

    @Test
    void severalOrders_areDecidedInOnePage() {
        SeenPage page = decided(new SeenPage(PENDING_AT_1, webhook(OTHER_ID, PAID, 1), PAID_AT_2));

        assertThat(page.outcomes).containsOnly(Outcome.APPLIED);
        assertThat(orders.known(ID)).isEqualTo(PAID);
        assertThat(orders.known(OTHER_ID)).isEqualTo(PAID);
        assertThat(watermarks.of(List.of(ID.toString(), OTHER_ID.toString()))).hasSize(2);
    }

    @Test
    void severalKinds_areDecidedInOnePageAndOneAppend() {
        ObserveProduct hats =
                new ObserveProduct(ProductFacts.ID, ProductFacts.HATS, MONDAY_NOON, null, origin(1), false);
        ObserveStockLevel five =
                new ObserveStockLevel(StockFacts.LEVEL, StockFacts.available(5L), MONDAY_NOON, null, origin(1));

        SeenPage page = decided(new SeenPage(hats, PENDING_AT_1, five, PAID_AT_2));

        assertThat(page.outcomes).hasSize(4).containsOnly(Outcome.APPLIED);
        assertThat(products.known(ProductFacts.ID)).isEqualTo(ProductFacts.HATS);
        assertThat(levels.known(StockFacts.LEVEL)).isEqualTo(StockFacts.available(5L));
        assertThat(orders.known(ID)).isEqualTo(PAID);
        assertThat(count("events.seal")).isEqualTo(1);
    }

    @Test
    void snapshotOfAProduct_isStoredUnderItsNameAndUsed() {
        ProductRecord archived = ProductFacts.HATS.with(Map.of("status", "ARCHIVED"));
        decided(new SeenPage(
                new ObserveProduct(ProductFacts.ID, ProductFacts.HATS, MONDAY_NOON, null, origin(1), false),
                new ObserveProduct(ProductFacts.ID, archived, MONDAY_NOON.plusSeconds(2), null, origin(2), false)));

        products.snapshot(ProductFacts.ID);
        cache.removeAll();
        postgres.jdbc().update("delete from events.domain_event where sequence_number = 0");

        assertThat(products.known(ProductFacts.ID)).isEqualTo(archived);
        assertThat(postgres.jdbc().queryForObject("select payload_type from public.snapshot_event", String.class))
                .isEqualTo("snapshot.Product");
    }

    @Test
    void partOfAProduct_isUnsettledUntilItWasRead() {
        ObserveProduct part = new ObserveProduct(
                ProductFacts.ID, ProductFacts.HATS.only(Set.of("title", "status")), MONDAY_NOON, null, origin(1), true);
        decided(new SeenPage(part, PENDING_AT_1));
        UnsettledWatermarks unsettled = unsettledAt(part.origin().heardAt().plusSeconds(2));

        assertThat(unsettled.streams(10)).containsExactly(ProductFacts.ID.toString());
        assertThat(unsettledAt(part.origin().heardAt().plusMillis(1999)).streams(10))
                .isEmpty();

        Origin read = new Origin(Via.SYNC, "read", MONDAY_NOON, MONDAY_NOON.plusSeconds(60), null);
        decided(new SeenPage(new ObserveProduct(ProductFacts.ID, ProductFacts.HATS, MONDAY_NOON, null, read, false)));
        assertThat(unsettled.streams(10)).isEmpty();
        assertThat(products.known(ProductFacts.ID)).isEqualTo(ProductFacts.HATS);
    }

    @Test
    void unsettled_areTheLongestInDoubtOfConnectedStores() {
        List<String> streams = List.of("order/7/1", "order/8/2", "product/7/3", "order/9/4");
        for (int i = 0; i < streams.size(); i++) {
            watermarks.store(List.of(new Watermark(
                    streams.get(i),
                    MONDAY_NOON,
                    null,
                    null,
                    MONDAY_NOON.minusSeconds(i),
                    new byte[0],
                    0,
                    null,
                    i != 3,
                    Untold.NOTHING,
                    Alike.NONE)));
        }

        UnsettledWatermarks unsettled = unsettledAt(MONDAY_NOON.plusSeconds(9));

        assertThat(unsettled.streams(10)).containsExactly("product/7/3", "order/7/1");
        assertThat(unsettled.streams(1)).containsExactly("product/7/3");
    }

    private static UnsettledWatermarks unsettledAt(Instant now) {
        Stores stores = new Stores() {
            @Override
            public List<ConnectedStore> all() {
                return List.of(new ConnectedStore(new StoreId(7), "hats.myshopify.com"));
            }

            @Override
            public Optional<ConnectedStore> find(StoreId id) {
                return all().stream().filter(store -> store.id().equals(id)).findAny();
            }
        };
        return new UnsettledWatermarks(postgres.jdbc(), stores, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void page_isClaimedFirst_andFinishedBeforeItsEventsAreAppended() {
        SeenPage page = decided(new SeenPage(PENDING_AT_1, PAID_AT_2));

        assertThat(page.steps).containsExactly("claim, events 0", "finish, events 0, watermarks 1");
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void watermark_isThatOfTheNewestState() {
        decided(new SeenPage(PENDING_AT_1, PAID_AT_2));

        Watermark mark = mark(ID);
        assertThat(mark.updatedAt()).isEqualTo(PAID_AT_2.updatedAt());
        assertThat(mark.triggeredAt()).isEqualTo(PAID_AT_2.triggeredAt());
        assertThat(mark.heardAt()).isEqualTo(PAID_AT_2.origin().heardAt());
        assertThat(mark.readSentAt()).isNull();
        assertThat(mark.sequence()).isEqualTo(1);
        assertThat(mark.fingerprint()).isEqualTo(RecordFingerprint.of(PAID));
        assertThat(mark.removed()).isFalse();
        assertThat(mark.unsettled()).isFalse();
    }

    @Test
    void watermarkStoredAndReadAgain_isEqualInEveryColumn() {
        Watermark mark = new Watermark(
                ID.toString(),
                MONDAY_NOON,
                MONDAY_NOON.plusMillis(1),
                MONDAY_NOON.plusMillis(2),
                MONDAY_NOON.plusMillis(3),
                new byte[] {1, 2, 3},
                7,
                MONDAY_NOON.plusMillis(4),
                true,
                new Untold(Map.of(
                        "browsing", new Told(MONDAY_NOON, MONDAY_NOON.plusMillis(6), null),
                        "tags", new Told(MONDAY_NOON, null, MONDAY_NOON.plusMillis(7)),
                        "test", Told.NEVER)),
                Alike.NONE.with(RecordFingerprint.of(PENDING)).with(RecordFingerprint.of(PAID)));

        watermarks.store(List.of(mark));

        assertThat(mark(ID)).usingRecursiveComparison().isEqualTo(mark);
    }

    @Test
    void watermarkInStoredJson_isEqualAlsoWhereItsPartsAreEmpty() {
        decided(new SeenPage(PENDING_AT_1));
        Watermark seen = mark(ID);
        Watermark bare = new Watermark(
                ID.toString(), null, null, null, MONDAY_NOON, new byte[0], 0, null, false, Untold.NOTHING, Alike.NONE);

        assertThat(StoredJson.read(StoredJson.text(seen), Watermark.class))
                .usingRecursiveComparison()
                .isEqualTo(seen);
        assertThat(StoredJson.read(StoredJson.text(bare), Watermark.class))
                .usingRecursiveComparison()
                .isEqualTo(bare);
    }

    @Test
    void unchangedPage_appendsNoEventAndNoSeal() {
        decided(new SeenPage(PENDING_AT_1));

        SeenPage again = decided(new SeenPage(PENDING_AT_1, PENDING_AT_1));

        assertThat(again.outcomes).containsOnly(Outcome.UNCHANGED);
        assertThat(events()).isEqualTo(1);
        assertThat(count("events.seal")).isEqualTo(1);
    }

    @Test
    void unchangedAtALaterTime_appendsNothingAndIsRemembered() {
        decided(new SeenPage(PENDING_AT_1));

        SeenPage later = decided(new SeenPage(webhook(ID, PENDING, 3), PAID_AT_2));

        assertThat(later.outcomes).containsExactly(Outcome.UNCHANGED, Outcome.STALE);
        assertThat(events()).isEqualTo(1);
        assertThat(mark(ID).updatedAt()).isEqualTo(MONDAY_NOON.plusSeconds(3));
    }

    @Test
    void emptyPage_isClaimedAndFinished() {
        SeenPage page = decided(new SeenPage());

        assertThat(page.steps).hasSize(2);
        assertThat(events()).isZero();
    }

    @Test
    void firstPageOfAnOrderThatCannotBeFinished_leavesNothing_andTheNextDecidesRight() {
        assertThatThrownBy(() -> decider.decide(new FailingPage(PENDING_AT_1)))
                .hasMessage("The page cannot be finished");

        nothingIsThere();
        SeenPage next = decided(new SeenPage(PENDING_AT_1));
        assertThat(next.outcomes).containsExactly(Outcome.APPLIED);
        assertThat(orders.events(ID)).containsExactly(new OrderPlaced(ID, PENDING, PENDING_AT_1.origin()));
    }

    @Test
    void laterPageThatCannotBeFinished_leavesWhatWas_andTheNextDecidesRight() {
        decided(new SeenPage(PENDING_AT_1));

        assertThatThrownBy(() -> decider.decide(new FailingPage(PAID_AT_2))).hasMessage("The page cannot be finished");

        assertThat(events()).isEqualTo(1);
        assertThat(mark(ID).updatedAt()).isEqualTo(PENDING_AT_1.updatedAt());
        SeenPage next = decided(new SeenPage(PAID_AT_2));
        assertThat(next.outcomes).containsExactly(Outcome.APPLIED);
        assertThat(orders.events(ID))
                .containsExactly(
                        new OrderPlaced(ID, PENDING, PENDING_AT_1.origin()),
                        new OrderPaid(ID, "PENDING", "PAID", PAID_AT_2.origin()));
    }

    @Test
    void pageWhoseAppendIsRefused_leavesWhatWas_andTheNextDecidesRight() {
        decided(new SeenPage(PENDING_AT_1));
        postgres.jdbc()
                .update(
                        "insert into events.domain_event select 1000, 'of another writer', aggregate_identifier, 1, type,"
                                + " time_stamp, payload_type, payload_revision, payload, meta_data from events.domain_event");

        assertThatThrownBy(() -> decider.decide(new SeenPage(PAID_AT_2))).isNotNull();

        assertThat(mark(ID).updatedAt()).isEqualTo(PENDING_AT_1.updatedAt());
        postgres.jdbc().update("delete from events.domain_event where global_index = 1000");
        assertThat(decided(new SeenPage(PAID_AT_2)).outcomes).containsExactly(Outcome.APPLIED);
        assertThat(orders.known(ID)).isEqualTo(PAID);
    }

    @Test
    void pageOfALostLease_isNotDecided() {
        assertThatThrownBy(() -> decider.decide(new LostPage(PENDING_AT_1))).isInstanceOf(LeaseLost.class);

        nothingIsThere();
    }

    @Test
    void orderWrittenByAnotherWorker_isLoadedAnewOnceItsPartitionIsForgotten() {
        decided(new SeenPage(PENDING_AT_1));
        AggregateCache itsCache = new AggregateCache(100);
        new PageUnitOfWork(
                        postgres.transactions(),
                        watermarks,
                        Appends.TOGETHER,
                        List.of(Orders.on(postgres.store(), itsCache).kind()),
                        itsCache)
                .decide(new SeenPage(PAID_AT_2));

        decider.forget(Partition.of(ID.toString()));

        assertThat(decided(new SeenPage(TAGGED_AT_3)).outcomes).containsExactly(Outcome.APPLIED);
        assertThat(orders.known(ID)).isEqualTo(PAID_AND_TAGGED);
        assertThat(orders.events(ID)).hasSize(3);
    }

    @Test
    void removalOfAnOrderNeverSeen_leavesATombstoneAndNoEvent() {
        SeenPage page = decided(new SeenPage(removal(5), PENDING_AT_1));

        assertThat(page.outcomes).containsExactly(Outcome.UNCHANGED, Outcome.STALE);
        assertThat(events()).isZero();
        assertThat(mark(ID).removed()).isTrue();
        assertThat(mark(ID).hasEvents()).isFalse();
    }

    @Test
    void removal_beatsEveryWebhookAfterIt() {
        SeenPage page = decided(new SeenPage(PENDING_AT_1, removal(5), webhook(ID, PAID, 9)));

        assertThat(page.outcomes).containsExactly(Outcome.APPLIED, Outcome.APPLIED, Outcome.STALE);
        assertThat(orders.events(ID))
                .containsExactly(
                        new OrderPlaced(ID, PENDING, PENDING_AT_1.origin()),
                        new OrderRemoved(ID, "orders/delete", removal(5).origin()));
    }

    private SeenPage decided(SeenPage page) {
        decider.decide(page);
        return page;
    }

    private void nothingIsThere() {
        assertThat(events()).isZero();
        assertThat(count("events.seal")).isZero();
        assertThat(count("ledger.watermark")).isZero();
    }

    private Watermark mark(OrderId id) {
        return watermarks.of(List.of(id.toString())).get(id.toString());
    }

    private static long events() {
        return count("events.domain_event");
    }

    private static long count(String table) {
        return postgres.jdbc().queryForObject("select count(*) from " + table, Long.class);
    }

    /** The order as it was so many seconds after noon, heard a second later. */
    private static ObserveOrder webhook(OrderId id, OrderRecord record, int seconds) {
        return new ObserveOrder(
                id,
                record,
                MONDAY_NOON.plusSeconds(seconds),
                MONDAY_NOON.plusSeconds(seconds).plusMillis(100),
                origin(seconds));
    }

    private static ObserveOrderRemoval removal(int seconds) {
        return new ObserveOrderRemoval(ID, "orders/delete", MONDAY_NOON.plusSeconds(seconds), origin(seconds));
    }

    private static Origin origin(int seconds) {
        return new Origin(
                Via.WEBHOOK,
                "hook-" + seconds,
                MONDAY_NOON.plusSeconds(seconds),
                MONDAY_NOON.plusSeconds(seconds + 1L),
                null);
    }
}
