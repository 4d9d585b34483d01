package io.shopledger.command.observation;

import static io.shopledger.command.inventory.StockFacts.LEVEL;
import static io.shopledger.command.inventory.StockFacts.available;
import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static io.shopledger.command.order.OrderFacts.PENDING;
import static io.shopledger.command.product.ProductFacts.HATS;
import static io.shopledger.command.product.ProductFacts.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Origin;
import io.shopledger.Via;
import io.shopledger.command.inventory.StockLevels;
import io.shopledger.command.order.OrderFacts;
import io.shopledger.command.order.Orders;
import io.shopledger.command.product.Products;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevel;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevelRemoval;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.inventory.StockLevelEvent.StockLevelReconnected;
import io.shopledger.inventory.StockLevelFold;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.observation.Decision;
import io.shopledger.order.LineHandling;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.ObserveOrderHint;
import io.shopledger.order.OrderCommand.ObserveOrderRemoval;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderRecord;
import io.shopledger.product.ProductCommand.ObserveProduct;
import io.shopledger.product.ProductCommand.ObserveProductRemoval;
import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductFold;
import io.shopledger.product.ProductRecord;
import io.shopledger.webhook.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** When an entity is in doubt, and what ends the doubt. Times are seconds after noon, Shopify's as ours. */
class EntityPageTest {
    private static final ProductRecord PART = HATS.only(Set.of("title", "status"));
    private static final ProductRecord CAPS = HATS.with(Map.of("title", "Caps"));

    private final OneEntity<StockLevelRecord, StockLevelEvent> level =
            new OneEntity<>(LEVEL, StockLevels::on, StockLevelFold::after);
    private static final OrderRecord HANDLED =
            PENDING.with(Map.of("line_handling", List.of(new LineHandling(11, 250L, "manual", null))));
    private static final OrderRecord REFUNDED = PENDING.with(Map.of("financial_status", "REFUNDED"));

    private final OneEntity<OrderRecord, OrderEvent> order =
            new OneEntity<>(OrderFacts.ID, Orders::on, OrderFold::after);
    private final OneEntity<ProductRecord, ProductEvent> product =
            new OneEntity<>(ID, Products::on, ProductFold::after);

    @Test
    void stockHeardOfAfterItsDisconnection_isNotBackButInDoubt_andAReadBringsItBack() {
        level.decide(stock(Via.WEBHOOK, 5L, 1, 1));
        level.decide(stockGone(Via.WEBHOOK, 5));

        assertThat(level.decide(stock(Via.WEBHOOK, 7L, 6, 7))).isEqualTo(new Decision(Outcome.STALE, "removed"));
        assertThat(level.mark().removed()).isTrue();
        assertThat(level.mark().unsettled()).isTrue();
        assertThat(level.mark().heardAt()).isEqualTo(at(7));

        level.decide(stock(Via.SYNC, 7L, 6, 8));
        assertThat(level.mark().removed()).isFalse();
        assertThat(level.mark().unsettled()).isFalse();
        assertThat(level.events()).anyMatch(StockLevelReconnected.class::isInstance);
        assertThat(level.known()).isEqualTo(available(7L));
    }

    @Test
    void stockHeardOfAfterItsDisconnection_butAReadFindsNothing_isSettledAndStaysGone() {
        level.decide(stock(Via.WEBHOOK, 5L, 1, 1));
        level.decide(stockGone(Via.WEBHOOK, 5));
        level.decide(stock(Via.WEBHOOK, 7L, 6, 7));

        assertThat(level.decide(stockGone(Via.SYNC, 6)).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(level.mark().unsettled())
                .as("asked before the last webhook came")
                .isTrue();

        assertThat(level.decide(stockGone(Via.SYNC, 8)).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(level.mark().unsettled()).isFalse();
        assertThat(level.mark().removed()).isTrue();
        assertThat(level.events()).hasSize(2);
    }

    @Test
    void readSentBeforeTheLatestSignOfLife_bringsItBackAndLeavesTheDoubt() {
        level.decide(stock(Via.WEBHOOK, 5L, 1, 1));
        level.decide(stockGone(Via.WEBHOOK, 5));
        level.decide(stock(Via.WEBHOOK, 9L, 8, 9));

        level.decide(stock(Via.SYNC, 7L, 6, 7));

        assertThat(level.mark().removed()).isFalse();
        assertThat(level.mark().unsettled()).isTrue();
    }

    /** Found among the histories of a whole store. */
    @Test
    void stockDisconnectedTwice_isNotBroughtBackByAReadFromBetween() {
        level.decide(stock(Via.WEBHOOK, 5L, 1, 1));
        level.decide(stockGone(Via.WEBHOOK, 5));
        level.decide(stock(Via.WEBHOOK, 7L, 6, 7));
        assertThat(level.decide(stockGone(Via.WEBHOOK, 10)).outcome()).isEqualTo(Outcome.UNCHANGED);

        assertThat(level.decide(stock(Via.SYNC, 7L, 6, 8))).isEqualTo(new Decision(Outcome.STALE, "removed"));

        assertThat(level.mark().removed()).isTrue();
        assertThat(level.mark().removedAt()).isEqualTo(at(10));
        assertThat(level.events()).hasSize(2);
    }

    @Test
    void disconnectionHeardAgain_changesNothing_soThatAReadSentAfterItsFirstHearingBringsItBack() {
        level.decide(stock(Via.WEBHOOK, 5L, 1, 1));
        ObserveStockLevelRemoval gone = new ObserveStockLevelRemoval(LEVEL, "gone", at(4), origin(Via.WEBHOOK, 5));
        level.decide(gone);
        level.decide(new ObserveStockLevelRemoval(LEVEL, "gone", at(4), origin(Via.WEBHOOK, 9)));

        level.decide(stock(Via.SYNC, 7L, 6, 8));

        assertThat(level.mark().removed()).isFalse();
    }

    @Test
    void disconnectionThatComesAfterALaterWebhook_isRecordedAndInDoubt() {
        level.decide(stock(Via.WEBHOOK, 7L, 6, 7));

        level.decide(stockGone(Via.WEBHOOK, 5));

        assertThat(level.mark().removed()).isTrue();
        assertThat(level.mark().unsettled()).isTrue();
    }

    @Test
    void webhookFromBeforeTheDisconnection_isNoSignOfLife() {
        level.decide(stock(Via.WEBHOOK, 5L, 1, 1));
        level.decide(stockGone(Via.WEBHOOK, 5));

        level.decide(stock(Via.WEBHOOK, 6L, 4, 9));

        assertThat(level.mark().unsettled()).isFalse();
    }

    @Test
    void hint_asksForARead_whichSettlesIt() {
        order.decide(order(Via.WEBHOOK, PENDING, 1, 1));

        assertThat(order.decide(refunded(3))).isEqualTo(new Decision(Outcome.HANDLED, "read-asked-for"));
        assertThat(order.mark().unsettled()).isTrue();
        assertThat(order.events()).hasSize(1);

        assertThat(order.decide(order(Via.SYNC, PENDING, 1, 2)).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(order.mark().unsettled()).as("asked before the hint came").isTrue();

        assertThat(order.decide(order(Via.SYNC, REFUNDED, 2, 4)).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(order.mark().unsettled()).isFalse();
        assertThat(order.known()).isEqualTo(REFUNDED);
    }

    @Test
    void hintOfWhatWasNeverHeardOf_isPlacedByTheRead_orFoundGone() {
        order.decide(refunded(3));
        assertThat(order.mark().unsettled()).isTrue();
        assertThat(order.events()).isEmpty();

        assertThat(order.decide(order(Via.SYNC, REFUNDED, 2, 4)).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(order.known()).isEqualTo(REFUNDED);
        assertThat(order.mark().unsettled()).isFalse();

        order.decide(new ObserveOrderRemoval(OrderFacts.ID, "gone", null, origin(Via.WEBHOOK, 5)));
        assertThat(order.decide(refunded(6))).isEqualTo(new Decision(Outcome.STALE, "removed"));
    }

    private static ObserveOrder order(Via via, OrderRecord record, int updatedAt, int heardAt) {
        return new ObserveOrder(
                OrderFacts.ID,
                record,
                at(updatedAt),
                via.equals(Via.WEBHOOK) ? at(heardAt) : null,
                origin(via, heardAt));
    }

    private static ObserveOrderHint refunded(int heardAt) {
        return new ObserveOrderHint(OrderFacts.ID, at(heardAt), origin(Via.WEBHOOK, heardAt));
    }

    @Test
    void productHeardOfAfterItsRemoval_staysGoneWithoutADoubt() {
        product.decide(seen(Via.WEBHOOK, HATS, 1, 1, false));
        product.decide(gone(Via.WEBHOOK, 5));

        product.decide(seen(Via.WEBHOOK, CAPS, 8, 9, false));

        assertThat(product.mark().removed()).isTrue();
        assertThat(product.mark().unsettled()).isFalse();
    }

    @Test
    void readThatFindsNothing_removes_butNotWhatWasHeardOfSince() {
        product.decide(seen(Via.WEBHOOK, HATS, 1, 4, false));

        assertThat(product.decide(gone(Via.SYNC, 3))).isEqualTo(new Decision(Outcome.STALE, "heard-since"));
        assertThat(product.mark().unsettled()).isTrue();

        assertThat(product.decide(gone(Via.SYNC, 5)).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(product.mark().removed()).isTrue();
        assertThat(product.mark().unsettled()).isFalse();
    }

    @Test
    void partSeen_isInDoubtUntilARead_andNotAgainForTheSameMoment() {
        product.decide(seen(Via.WEBHOOK, PART, 1, 1, true));
        assertThat(product.mark().unsettled()).isTrue();

        product.decide(seen(Via.SYNC, HATS, 1, 2, false));
        assertThat(product.mark().unsettled()).isFalse();

        assertThat(product.decide(seen(Via.WEBHOOK, PART, 1, 3, true)).outcome())
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(product.mark().unsettled()).as("all of this moment is known").isFalse();

        product.decide(seen(Via.WEBHOOK, PART, 4, 4, true));
        assertThat(product.mark().unsettled()).as("of this one only a part").isTrue();
        assertThat(product.known()).isEqualTo(HATS);
    }

    @Test
    void readThatTellsAnEarlierState_leavesTheDoubt_untilOneTellsThisOrALaterOne() {
        product.decide(seen(Via.WEBHOOK, HATS, 4, 4, false));
        product.decide(seen(Via.WEBHOOK, PART.with(Map.of("title", "Caps")), 5, 5, true));

        assertThat(product.decide(seen(Via.SYNC, HATS, 4, 6, false)).outcome()).isEqualTo(Outcome.STALE);
        assertThat(product.mark().unsettled()).as("a replica lags behind").isTrue();
        assertThat(product.decide(seen(Via.SYNC, HATS, 4, 9, false)).outcome()).isEqualTo(Outcome.STALE);
        assertThat(product.mark().unsettled()).as("still").isTrue();

        ProductRecord now = CAPS.with(Map.of("vendor", "Milliner"));
        assertThat(product.decide(seen(Via.SYNC, now, 5, 12, false)).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(product.mark().unsettled()).isFalse();
        assertThat(product.known()).isEqualTo(now);
        product.isConsistent();
    }

    @Test
    void readThatTellsALaterStateThanThePart_endsTheDoubt() {
        product.decide(seen(Via.WEBHOOK, HATS, 4, 4, false));
        product.decide(seen(Via.WEBHOOK, PART, 5, 5, true));

        product.decide(seen(Via.SYNC, HATS, 6, 7, false));

        assertThat(product.mark().unsettled()).isFalse();
    }

    @Test
    void doubtAboutOneSecond_isNotEndedByAReadFromBeforeIt() {
        product.decide(seen(Via.WEBHOOK, HATS, 5, 5, false));
        product.decide(seen(Via.WEBHOOK, CAPS, 5, 6, false));
        assertThat(product.mark().unsettled()).isTrue();

        product.decide(seen(Via.SYNC, HATS, 4, 8, false));
        assertThat(product.mark().unsettled()).isTrue();

        product.decide(seen(Via.SYNC, CAPS, 5, 11, false));
        assertThat(product.mark().unsettled()).isFalse();
    }

    @Test
    void webhookOvertakenByARead_stillTellsWhatTheReadDidNot() {
        product.decide(seen(Via.WEBHOOK, HATS, 1, 1, false));
        product.decide(seen(Via.SYNC, PART.with(Map.of("title", "Caps")), 5, 7, false));

        ProductRecord asSent = HATS.with(Map.of("title", "Bonnets", "vendor", "Milliner"));
        assertThat(product.decide(seen(Via.WEBHOOK, asSent, 5, 6, false)).outcome())
                .isEqualTo(Outcome.APPLIED);
        assertThat(product.known()).isEqualTo(HATS.with(Map.of("title", "Caps", "vendor", "Milliner")));
        product.isConsistent();

        assertThat(product.decide(seen(Via.WEBHOOK, HATS, 3, 8, false)).outcome())
                .isEqualTo(Outcome.STALE);
        assertThat(product.known().vendor()).as("told by an older one").isEqualTo("Milliner");
    }

    /** Found among the histories of a whole store. */
    @Test
    void webhookOvertakenByItsElderAndByARead_stillTellsWhatOnlyWebhooksTell() {
        order.decide(told(PENDING, 2, 3));
        order.decide(told(PENDING, 3, 8));
        order.decide(read(PENDING, 7)); // knows the channel, and no more than that of all that is new
        assertThat(order.mark().unsettled()).isTrue();

        assertThat(order.decide(told(HANDLED, 5, 6)).outcome()).isEqualTo(Outcome.APPLIED);
        order.decide(read(HANDLED, 9));

        assertThat(order.mark().unsettled()).isFalse();
        assertThat(order.known()).isEqualTo(HANDLED);
        order.isConsistent();
    }

    @Test
    void webhookOvertakenByItsElderThatRepeatsARead_stillTellsWhatOnlyWebhooksTell() {
        order.decide(told(PENDING, 2, 3));
        order.decide(read(PENDING, 7));
        order.decide(told(PENDING, 3, 8));
        assertThat(order.mark().unsettled()).isFalse();

        assertThat(order.decide(told(HANDLED, 5, 6)).outcome()).isEqualTo(Outcome.APPLIED);
        order.decide(read(HANDLED, 9));

        assertThat(order.known()).isEqualTo(HANDLED);
        order.isConsistent();
    }

    @Test
    void readAnsweredLate_tellsNothingOverALaterReadOfTheSameMoment() {
        product.decide(seen(Via.SYNC, CAPS, 1, 3, false));
        product.decide(seen(Via.WEBHOOK, PART, 4, 4, false));

        ProductRecord before = HATS.with(Map.of("vendor", "Milliner"));
        assertThat(product.decide(seen(Via.SYNC, before, 1, 2, false)).outcome())
                .isEqualTo(Outcome.STALE);
        assertThat(product.known().vendor()).isEqualTo(HATS.vendor());
    }

    @Test
    void eachFieldHasWhoToldItLast_soThatALaterPoorObservationRaisesNone() {
        product.decide(seen(Via.WEBHOOK, HATS, 1, 1, false));
        Set<String> allButVendor = new TreeSet<>(ProductRecord.FIELDS.entityFields());
        allButVendor.remove("vendor");
        product.decide(seen(Via.SYNC, HATS.only(allButVendor), 3, 5, false));
        product.decide(seen(Via.SYNC, PART, 4, 6, false));

        ProductRecord second = HATS.with(Map.of("vendor", "Milliner", "product_type", "Headwear"));
        product.decide(seen(Via.WEBHOOK, second, 2, 7, false));

        assertThat(product.known().vendor()).as("told last at 1").isEqualTo("Milliner");
        assertThat(product.known().productType()).as("told last at 3").isEqualTo(HATS.productType());
        product.isConsistent();
    }

    @Test
    void webhookFromBeforeTheDisconnection_tellsNothingOfWhatCameBack() {
        product.decide(seen(Via.WEBHOOK, HATS.with(Map.of("vendor", "Now")), 3, 3, false));
        product.decide(gone(Via.WEBHOOK, 5));
        product.decide(seen(Via.SYNC, PART, 6, 7, false));
        assertThat(product.mark().removed()).isFalse();

        product.decide(seen(Via.WEBHOOK, HATS, 2, 8, false));

        assertThat(product.known().vendor()).isEqualTo("Now");
    }

    @Test
    void readThatTellsAnEarlierState_stillTellsWhatAPartDidNot() {
        product.decide(seen(Via.WEBHOOK, PART, 5, 5, true));

        assertThat(product.decide(seen(Via.SYNC, CAPS, 4, 6, false)).outcome()).isEqualTo(Outcome.APPLIED);

        assertThat(product.known()).isEqualTo(HATS);
        assertThat(product.mark().unsettled()).isTrue();
        product.isConsistent();
    }

    @Test
    void readThatTellsLessThanTheWebhook_isLookedAtOnce_andThenUnchangedWithoutALook() {
        product.decide(seen(Via.WEBHOOK, HATS, 1, 1, false));
        assertThat(product.decide(seen(Via.SYNC, PART, 1, 3, false)).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(product.loads()).isEqualTo(1);

        Watermark before = product.mark();
        assertThat(product.decide(seen(Via.SYNC, PART, 1, 5, false)).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(product.mark()).as("nothing is written").isSameAs(before);

        product.decide(seen(Via.WEBHOOK, HATS, 7, 8, false));
        product.decide(seen(Via.SYNC, PART, 7, 9, false));
        product.decide(seen(Via.WEBHOOK, PART, 10, 10, false));
        assertThat(product.decide(seen(Via.SYNC, HATS, 10, 11, false)).outcome())
                .as("tells later what the newest did not")
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(product.loads()).as("since the first look").isEqualTo(1);
        product.isConsistent();
    }

    @Test
    void poorReadSentBeforeAWebhookOfTheSame_isNoDoubt() {
        product.decide(seen(Via.WEBHOOK, HATS, 1, 1, false));
        product.decide(seen(Via.SYNC, PART, 1, 3, false));
        product.decide(seen(Via.WEBHOOK, HATS, 4, 6, false));

        assertThat(product.decide(seen(Via.SYNC, PART, 4, 5, false)).outcome()).isEqualTo(Outcome.UNCHANGED);

        assertThat(product.mark().unsettled()).isFalse();
    }

    @Test
    void poorReadOfWhatIsNoLongerSo_isLookedAtAgain() {
        product.decide(seen(Via.WEBHOOK, HATS, 1, 1, false));
        product.decide(seen(Via.SYNC, PART, 1, 3, false));
        product.decide(seen(Via.WEBHOOK, CAPS, 4, 4, false));

        assertThat(product.decide(seen(Via.SYNC, PART, 5, 6, false)).outcome()).isEqualTo(Outcome.APPLIED);

        assertThat(product.known()).isEqualTo(HATS);
        product.isConsistent();
    }

    private static ObserveOrder told(OrderRecord order, int sentOff, int heardAt) {
        return new ObserveOrder(
                OrderFacts.ID, without("channel", order), at(1), at(sentOff), origin(Via.WEBHOOK, heardAt));
    }

    private static ObserveOrder read(OrderRecord order, int sentAt) {
        return new ObserveOrder(OrderFacts.ID, without("line_handling", order), at(1), null, origin(Via.SYNC, sentAt));
    }

    private static OrderRecord without(String field, OrderRecord order) {
        Set<String> others = new TreeSet<>(OrderRecord.FIELDS.entityFields());
        others.remove(field);
        return order.only(others);
    }

    private static ObserveStockLevel stock(Via via, long available, int updatedAt, int heardAt) {
        return new ObserveStockLevel(LEVEL, available(available), at(updatedAt), null, origin(via, heardAt));
    }

    private static ObserveStockLevelRemoval stockGone(Via via, int heardAt) {
        return new ObserveStockLevelRemoval(
                LEVEL, "gone", via.equals(Via.WEBHOOK) ? at(heardAt) : null, origin(via, heardAt));
    }

    private static ObserveProduct seen(Via via, ProductRecord record, int updatedAt, int heardAt, boolean partial) {
        return new ObserveProduct(ID, record, at(updatedAt), null, origin(via, heardAt), partial);
    }

    private static ObserveProductRemoval gone(Via via, int heardAt) {
        return new ObserveProductRemoval(ID, "gone", null, origin(via, heardAt));
    }

    private static Origin origin(Via via, int heardAt) {
        return new Origin(via, "some-id", at(heardAt), at(heardAt), null);
    }

    private static Instant at(int seconds) {
        return MONDAY_NOON.plusSeconds(seconds);
    }
}
