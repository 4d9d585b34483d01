package io.shopledger.command.order;

import static io.shopledger.command.order.OrderFacts.COURIER;
import static io.shopledger.command.order.OrderFacts.HAT;
import static io.shopledger.command.order.OrderFacts.HOME;
import static io.shopledger.command.order.OrderFacts.HOME_SEALED_AGAIN;
import static io.shopledger.command.order.OrderFacts.ID;
import static io.shopledger.command.order.OrderFacts.LAPTOP;
import static io.shopledger.command.order.OrderFacts.MONDAY;
import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static io.shopledger.command.order.OrderFacts.OFFICE;
import static io.shopledger.command.order.OrderFacts.PARCEL;
import static io.shopledger.command.order.OrderFacts.PENDING;
import static io.shopledger.command.order.OrderFacts.POST;
import static io.shopledger.command.order.OrderFacts.REFUND;
import static io.shopledger.command.order.OrderFacts.SECOND_PARCEL;
import static io.shopledger.command.order.OrderFacts.SUNGLASSES;
import static io.shopledger.command.order.OrderFacts.TELEPHONE;
import static io.shopledger.command.order.OrderFacts.TUESDAY;
import static io.shopledger.command.order.OrderFacts.TUESDAY_NOON;
import static io.shopledger.command.order.OrderFacts.TWO_SUNGLASSES;
import static io.shopledger.command.order.OrderFacts.VAT;
import static io.shopledger.command.order.OrderFacts.eur;
import static io.shopledger.command.order.OrderFacts.line;
import static io.shopledger.command.order.OrderFacts.parcel;
import static io.shopledger.order.OrderExamples.CODE;
import static io.shopledger.order.OrderExamples.LOYALTY;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.change.Change;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.command.observation.Entities;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.ObserveOrderRemoval;
import io.shopledger.order.OrderEvent.AmountChange;
import io.shopledger.order.OrderEvent.DiscountsChange;
import io.shopledger.order.OrderEvent.FulfillmentChange;
import io.shopledger.order.OrderEvent.LineChange;
import io.shopledger.order.OrderEvent.OrderBrowsingDetailsChanged;
import io.shopledger.order.OrderEvent.OrderCancelled;
import io.shopledger.order.OrderEvent.OrderClosed;
import io.shopledger.order.OrderEvent.OrderDetailsChanged;
import io.shopledger.order.OrderEvent.OrderDiscountsChanged;
import io.shopledger.order.OrderEvent.OrderEdited;
import io.shopledger.order.OrderEvent.OrderFulfilled;
import io.shopledger.order.OrderEvent.OrderFulfillmentStatusChanged;
import io.shopledger.order.OrderEvent.OrderFulfillmentsChanged;
import io.shopledger.order.OrderEvent.OrderLearned;
import io.shopledger.order.OrderEvent.OrderPaid;
import io.shopledger.order.OrderEvent.OrderPaymentStatusChanged;
import io.shopledger.order.OrderEvent.OrderPaymentsChanged;
import io.shopledger.order.OrderEvent.OrderPersonalDetailsChanged;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.order.OrderEvent.OrderRefunded;
import io.shopledger.order.OrderEvent.OrderRemoved;
import io.shopledger.order.OrderEvent.OrderReopened;
import io.shopledger.order.OrderEvent.OrderReturned;
import io.shopledger.order.OrderEvent.OrderReturnsChanged;
import io.shopledger.order.OrderEvent.OrderRiskAssessed;
import io.shopledger.order.OrderEvent.OrderTagsChanged;
import io.shopledger.order.OrderEvent.OrderTotalsChanged;
import io.shopledger.order.OrderEvent.RefundChange;
import io.shopledger.order.OrderEvent.ShippingLineChange;
import io.shopledger.order.OrderEvent.TaxLinesChange;
import io.shopledger.order.OrderEvent.TextChange;
import io.shopledger.order.OrderEvent.TimeChange;
import io.shopledger.order.OrderExamples;
import io.shopledger.order.OrderRecord;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final OrderRecord AUTHORIZED = PENDING.with(Map.of("financial_status", "AUTHORIZED"));
    private static final OrderRecord PAID = PENDING.with(Map.of("financial_status", "PAID"));
    private static final OrderRecord PARTLY_ON_ITS_WAY =
            PAID.with(Map.of("fulfillment_status", "PARTIAL", "fulfillments", List.of(PARCEL)));
    private static final OrderRecord CLOSED = PAID.with(Map.of("closed_at", TUESDAY_NOON));
    private static final OrderRecord WITHOUT_PO_NUMBER_AND_WEIGHT = allBut("po_number", "total_weight");

    private final AggregateTestFixture<Order> order = new AggregateTestFixture<>(Order.class);

    {
        order.registerAnnotatedCommandHandler(new Observer(order.getRepository()));
    }

    private record Observer(Repository<Order> orders) {
        @CommandHandler
        void handle(ObserveOrder seen) {
            Entities.observe(orders, Order::new, seen);
        }

        @CommandHandler
        void handle(ObserveOrderRemoval seen) {
            Entities.remove(orders, Order::new, seen);
        }
    }

    @Test
    void seenFirst_isPlacedWhole() {
        order.givenNoPriorActivity()
                .when(new ObserveOrder(ID, PENDING, MONDAY_NOON, MONDAY_NOON, MONDAY))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new OrderPlaced(ID, PENDING, MONDAY))
                .expectState(placed -> assertThat(placed.known()).isEqualTo(PENDING));
    }

    @Test
    void equalToWhatIsKnown_changesNothing() {
        nothingHappens(known(PAID), PAID);
    }

    @Test
    void paid_isPaid() {
        when(known(PENDING), PAID).expectEvents(new OrderPaid(ID, "PENDING", "PAID", TUESDAY));
    }

    @Test
    void authorizedThenPaid_saysEach() {
        when(known(PENDING), AUTHORIZED)
                .expectEvents(new OrderPaymentStatusChanged(ID, "PENDING", "AUTHORIZED", TUESDAY));
        when(known(AUTHORIZED), PAID).expectEvents(new OrderPaid(ID, "AUTHORIZED", "PAID", TUESDAY));
    }

    @Test
    void refunded_tellsTotalsPaymentAndRefundOnceEach() {
        when(
                        known(PAID),
                        PAID.with(Map.of(
                                "financial_status", "PARTIALLY_REFUNDED",
                                "current_total_price", eur("10"),
                                "refunds", List.of(REFUND))))
                .expectEvents(
                        new OrderTotalsChanged(
                                ID,
                                List.of(new AmountChange("current_total_price", eur("20"), eur("10"))),
                                null,
                                TUESDAY),
                        new OrderPaymentStatusChanged(ID, "PAID", "PARTIALLY_REFUNDED", TUESDAY),
                        new OrderRefunded(ID, List.of(new RefundChange(null, REFUND)), List.of(), TUESDAY));
    }

    @Test
    void onePartSent_isPartial() {
        when(known(PAID), PARTLY_ON_ITS_WAY)
                .expectEvents(
                        new OrderFulfillmentsChanged(
                                ID, List.of(new FulfillmentChange(null, PARCEL)), List.of(), List.of(), TUESDAY),
                        new OrderFulfillmentStatusChanged(ID, "UNFULFILLED", "PARTIAL", TUESDAY));
    }

    @Test
    void lastPartSent_isFulfilled() {
        when(
                        known(PARTLY_ON_ITS_WAY),
                        PARTLY_ON_ITS_WAY.with(Map.of(
                                "fulfillment_status", "FULFILLED", "fulfillments", List.of(SECOND_PARCEL, PARCEL))))
                .expectEvents(
                        new OrderFulfillmentsChanged(
                                ID, List.of(new FulfillmentChange(null, SECOND_PARCEL)), List.of(), List.of(), TUESDAY),
                        new OrderFulfilled(ID, "PARTIAL", "FULFILLED", TUESDAY));
    }

    @Test
    void parcelCalledBack_tellsWhatItWas() {
        when(known(PARTLY_ON_ITS_WAY), PARTLY_ON_ITS_WAY.with(Map.of("fulfillments", List.of(parcel(41, "CANCELLED")))))
                .expectEvents(new OrderFulfillmentsChanged(
                        ID,
                        List.of(new FulfillmentChange(PARCEL, parcel(41, "CANCELLED"))),
                        List.of(),
                        List.of(),
                        TUESDAY));
    }

    @Test
    void cancelled_tellsWhenAndWhy() {
        when(known(PENDING), PENDING.with(Map.of("cancelled_at", TUESDAY_NOON, "cancel_reason", "CUSTOMER")))
                .expectEvents(new OrderCancelled(
                        ID, new TimeChange(null, TUESDAY_NOON), new TextChange(null, "CUSTOMER"), TUESDAY));
    }

    @Test
    void otherReasonForCancelling_leavesTheTimeOut() {
        OrderRecord cancelled = PENDING.with(Map.of("cancelled_at", MONDAY_NOON, "cancel_reason", "OTHER"));

        when(known(cancelled), cancelled.with(Map.of("cancel_reason", "FRAUD")))
                .expectEvents(new OrderCancelled(ID, null, new TextChange("OTHER", "FRAUD"), TUESDAY));
    }

    @Test
    void closed_isClosed() {
        when(known(PAID), CLOSED).expectEvents(new OrderClosed(ID, null, TUESDAY_NOON, TUESDAY));
    }

    @Test
    void openAgain_isReopened() {
        when(known(CLOSED), PAID).expectEvents(new OrderReopened(ID, TUESDAY_NOON, TUESDAY));
    }

    @Test
    void linesEditedAddedAndRemoved_tellTheseLinesOnly() {
        when(
                        known(PENDING.with(Map.of("line_items", List.of(SUNGLASSES, HAT, line(14, 1))))),
                        PENDING.with(Map.of("line_items", List.of(TWO_SUNGLASSES, line(13, 3), line(14, 1)))))
                .expectEvents(new OrderEdited(
                        ID,
                        List.of(
                                new LineChange(SUNGLASSES, TWO_SUNGLASSES),
                                new LineChange(HAT, null),
                                new LineChange(null, line(13, 3))),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        TUESDAY));
    }

    @Test
    void shippingReplaced_isAnEdit() {
        when(known(PENDING), PENDING.with(Map.of("shipping_lines", List.of(COURIER))))
                .expectEvents(new OrderEdited(
                        ID,
                        List.of(),
                        List.of(new ShippingLineChange(POST, null), new ShippingLineChange(null, COURIER)),
                        List.of(),
                        List.of(),
                        List.of(),
                        TUESDAY));
    }

    @Test
    void taxesAdded_areTotals() {
        when(known(PENDING), PENDING.with(Map.of("total_tax", eur("1.6"), "tax_lines", List.of(VAT))))
                .expectEvents(new OrderTotalsChanged(
                        ID,
                        List.of(new AmountChange("total_tax", null, eur("1.6"))),
                        new TaxLinesChange(List.of(), List.of(VAT)),
                        TUESDAY));
    }

    @Test
    void tagged_tellsAllTags() {
        when(known(PENDING), PENDING.with(Map.of("tags", List.of("wholesale", "gift"))))
                .expectEvents(new OrderTagsChanged(ID, List.of("gift"), List.of("gift", "wholesale"), TUESDAY));
    }

    @Test
    void detailsOfEveryType_areTexts() {
        OrderRecord seen = PENDING.with(Map.of(
                "confirmed",
                true,
                "customer_id",
                8L,
                "processed_at",
                TUESDAY_NOON,
                "source_name",
                "web",
                "payment_gateway_names",
                List.of("bogus")));

        when(known(PENDING), seen)
                .expectEvents(new OrderDetailsChanged(
                        ID,
                        List.of(
                                new DetailChange("confirmed", null, "true"),
                                new DetailChange("customer_id", "207119551", "8"),
                                new DetailChange("processed_at", null, "2026-10-06T12:00:00Z"),
                                new DetailChange("source_name", null, "web")),
                        List.of(new ListChange("payment_gateway_names", List.of(), List.of("bogus"))),
                        TUESDAY))
                .expectState(now -> assertThat(now.known()).isEqualTo(seen));
    }

    @Test
    void otherPersonalDetails_areTold() {
        when(known(PENDING), PENDING.with(Map.of("personal", OFFICE)))
                .expectEvents(new OrderPersonalDetailsChanged(ID, HOME, OFFICE, TUESDAY));
    }

    @Test
    void personalDetailsTakenAway_areTold() {
        when(known(PENDING), PENDING.with(Collections.singletonMap("personal", null)))
                .expectEvents(new OrderPersonalDetailsChanged(ID, HOME, null, TUESDAY));
    }

    @Test
    void samePersonalDetailsSealedAgain_changeNothingAndKeepTheirCiphertext() {
        nothingHappens(known(PENDING), PENDING.with(Map.of("personal", HOME_SEALED_AGAIN)))
                .expectState(now -> assertThat(now.known().personal()).isEqualTo(HOME));
    }

    @Test
    void samePersonalDetailsSealedAgainBesideAChange_keepTheirCiphertext() {
        when(known(PENDING), PAID.with(Map.of("personal", HOME_SEALED_AGAIN)))
                .expectEvents(new OrderPaid(ID, "PENDING", "PAID", TUESDAY))
                .expectState(now -> assertThat(now.known().personal()).isEqualTo(HOME));
    }

    @Test
    void toldOfWhatWasUnknown_isLearnedAndNoChange() {
        OrderRecord seen = PENDING.with(Map.of("total_weight", 1200L));

        when(known(WITHOUT_PO_NUMBER_AND_WEIGHT), seen)
                .expectEvents(new OrderLearned(ID, seen.only(Set.of("po_number", "total_weight")), TUESDAY))
                .expectState(now -> assertThat(now.known()).isEqualTo(seen));
    }

    @Test
    void recordOfTheMappingThatHadTrackingInTheOpen_learnsTheSealedPartAndNothingChanged() {
        OrderRecord ofTheThird = OrderRecord.FIELDS.with(PENDING, Map.of("mapping", 3));

        when(known(ofTheThird), PENDING)
                .expectEvents(new OrderLearned(ID, PENDING.only(Set.of("personal")), TUESDAY))
                .expectState(now -> assertThat(now.known().financialStatus()).isEqualTo("PENDING"));
    }

    @Test
    void historyOfTheOlderMapping_isLearnedNotChanged() {
        OrderRecord ofTheSecond = OrderExamples.SECOND_REVISION;
        OrderRecord today = OrderExamples.WHOLE;
        Set<String> since = new TreeSet<>(OrderRecord.FIELDS.entityFields());
        since.removeIf(field -> today.since(field) < 3);

        order.given(
                        new OrderPlaced(ID, ofTheSecond.with(Map.of("tags", List.of())), MONDAY),
                        new OrderTagsChanged(ID, List.of(), ofTheSecond.tags(), MONDAY))
                .when(new ObserveOrder(ID, today, TUESDAY_NOON, TUESDAY_NOON, TUESDAY))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new OrderLearned(ID, today.only(since), TUESDAY))
                .expectState(now -> assertThat(now.known()).isEqualTo(today));
        assertThat(since).contains("line_details", "transactions", "tax_exempt");
    }

    @Test
    void lineChangedSinceTheOlderMapping_isStillAnEdit() {
        OrderRecord today = OrderExamples.WHOLE.with(
                Map.of("line_items", List.of(OrderExamples.sunglasses(1), OrderExamples.GIFT_CARD)));

        assertThat(OrderChanges.between(OrderExamples.SECOND_REVISION, today, ID, TUESDAY))
                .hasAtLeastOneElementOfType(OrderLearned.class)
                .hasAtLeastOneElementOfType(OrderEdited.class)
                .hasSize(2);
    }

    @Test
    void discountOnALine_tellsTheDiscountAndWhatTheLineGot() {
        OrderRecord discounted = OrderExamples.WHOLE;
        OrderRecord before = discounted.with(Map.of("line_details", List.of(), "discount_applications", List.of(CODE)));

        when(known(before), discounted)
                .expectEvents(
                        new OrderEdited(
                                ID,
                                List.of(),
                                List.of(),
                                List.of(new Change<>(null, OrderExamples.SUNGLASSES_DETAILS)),
                                List.of(),
                                List.of(),
                                TUESDAY),
                        new OrderDiscountsChanged(
                                ID, new DiscountsChange(List.of(CODE), List.of(CODE, LOYALTY)), null, TUESDAY));
    }

    @Test
    void paymentCapturedAndReturnOpenedAndParcelMoved_eachIsToldOnce() {
        OrderRecord now = OrderExamples.WHOLE;
        OrderRecord before = now.with(Map.of(
                "transactions", List.of(OrderExamples.payment("PENDING")),
                "returns", List.of(),
                "risk_recommendation", "NONE",
                "parcel_details", List.of(),
                "refund_details", List.of()));

        when(known(before), now)
                .expectEvents(
                        new OrderPaymentsChanged(
                                ID,
                                List.of(new Change<>(OrderExamples.payment("PENDING"), OrderExamples.SALE)),
                                TUESDAY),
                        new OrderReturnsChanged(ID, List.of(new Change<>(null, OrderExamples.BACK)), TUESDAY),
                        new OrderRefunded(
                                ID, List.of(), List.of(new Change<>(null, OrderExamples.REFUND_DETAILS)), TUESDAY),
                        new OrderFulfillmentsChanged(
                                ID,
                                List.of(),
                                List.of(new Change<>(null, OrderExamples.PARCEL_DETAILS)),
                                List.of(),
                                TUESDAY),
                        new OrderRiskAssessed(ID, new TextChange("NONE", "INVESTIGATE"), null, TUESDAY));
    }

    @Test
    void otherBrowser_isTold() {
        when(known(PENDING), PENDING.with(Map.of("browsing", TELEPHONE)))
                .expectEvents(new OrderBrowsingDetailsChanged(ID, LAPTOP, TELEPHONE, TUESDAY));
    }

    @Test
    void learningBesideAChange_saysBoth() {
        OrderRecord seen = PAID.with(Map.of("total_weight", 1200L));

        when(known(WITHOUT_PO_NUMBER_AND_WEIGHT), seen)
                .expectEvents(
                        new OrderLearned(ID, seen.only(Set.of("po_number", "total_weight")), TUESDAY),
                        new OrderPaid(ID, "PENDING", "PAID", TUESDAY));
    }

    @Test
    void poorerObservation_changesNothingAndKeepsTheFields() {
        OrderRecord rich = PENDING.with(Map.of("total_weight", 1200L, "po_number", "PO-7"));

        nothingHappens(known(rich), WITHOUT_PO_NUMBER_AND_WEIGHT)
                .expectState(now -> assertThat(now.known()).isEqualTo(rich));
    }

    @Test
    void removed_isRemovedAndKeepsItsRecord() {
        order.given(known(PAID))
                .when(new ObserveOrderRemoval(ID, "orders/delete", TUESDAY_NOON, TUESDAY))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new OrderRemoved(ID, "orders/delete", TUESDAY))
                .expectNotMarkedDeleted()
                .expectState(now -> assertThat(now.known()).isEqualTo(PAID));
    }

    @Test
    void removedAgain_changesNothing() {
        order.given(known(PAID), new OrderRemoved(ID, "orders/delete", MONDAY))
                .when(new ObserveOrderRemoval(ID, "sweep", TUESDAY_NOON, TUESDAY))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void seenAgainAfterItsRemoval_isReturnedAndWhatChangedIsTold() {
        order.given(known(PENDING), new OrderRemoved(ID, "orders/delete", MONDAY))
                .when(new ObserveOrder(ID, PAID, TUESDAY_NOON, null, TUESDAY))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new OrderReturned(ID, TUESDAY), new OrderPaid(ID, "PENDING", "PAID", TUESDAY));
    }

    @Test
    void seenAgainUnchangedAfterItsRemoval_isReturnedOnce() {
        order.given(known(PAID), new OrderRemoved(ID, "orders/delete", MONDAY))
                .when(new ObserveOrder(ID, PAID, TUESDAY_NOON, null, TUESDAY))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new OrderReturned(ID, TUESDAY));
        order.given(known(PAID), new OrderRemoved(ID, "orders/delete", MONDAY), new OrderReturned(ID, MONDAY))
                .when(new ObserveOrder(ID, PAID, TUESDAY_NOON, null, TUESDAY))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    /** What a poorer source knows of the pending order. */
    private static OrderRecord allBut(String... unknown) {
        Set<String> known = new TreeSet<>(OrderRecord.FIELDS.entityFields());
        known.removeAll(Set.of(unknown));
        return PENDING.only(known);
    }

    private static OrderPlaced known(OrderRecord record) {
        return new OrderPlaced(ID, record, MONDAY);
    }

    private ResultValidator<Order> when(OrderPlaced before, OrderRecord seen) {
        return order.given(before)
                .when(new ObserveOrder(ID, seen, TUESDAY_NOON, TUESDAY_NOON, TUESDAY))
                .expectSuccessfulHandlerExecution();
    }

    private ResultValidator<Order> nothingHappens(OrderPlaced before, OrderRecord seen) {
        return when(before, seen).expectNoEvents();
    }
}
