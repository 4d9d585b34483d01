package io.shopledger.order;

import static io.shopledger.order.OrderExamples.BY_SYNC;
import static io.shopledger.order.OrderExamples.BY_WEBHOOK;
import static io.shopledger.order.OrderExamples.CITY_TAX;
import static io.shopledger.order.OrderExamples.COURIER;
import static io.shopledger.order.OrderExamples.EMPTY;
import static io.shopledger.order.OrderExamples.GIFT_CARD;
import static io.shopledger.order.OrderExamples.HOME;
import static io.shopledger.order.OrderExamples.ID;
import static io.shopledger.order.OrderExamples.MONDAY;
import static io.shopledger.order.OrderExamples.OFFICE;
import static io.shopledger.order.OrderExamples.PARCEL;
import static io.shopledger.order.OrderExamples.POST;
import static io.shopledger.order.OrderExamples.REFUND;
import static io.shopledger.order.OrderExamples.SUNGLASSES;
import static io.shopledger.order.OrderExamples.TUESDAY;
import static io.shopledger.order.OrderExamples.VAT;
import static io.shopledger.order.OrderExamples.WHOLE;
import static io.shopledger.order.OrderExamples.eur;
import static io.shopledger.order.OrderExamples.parcel;
import static io.shopledger.order.OrderExamples.sunglasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.Sealed;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.order.OrderEvent.AmountChange;
import io.shopledger.order.OrderEvent.FulfillmentChange;
import io.shopledger.order.OrderEvent.LineChange;
import io.shopledger.order.OrderEvent.OrderCancelled;
import io.shopledger.order.OrderEvent.OrderClosed;
import io.shopledger.order.OrderEvent.OrderDetailsChanged;
import io.shopledger.order.OrderEvent.OrderEdited;
import io.shopledger.order.OrderEvent.OrderFulfilled;
import io.shopledger.order.OrderEvent.OrderFulfillmentStatusChanged;
import io.shopledger.order.OrderEvent.OrderFulfillmentsChanged;
import io.shopledger.order.OrderEvent.OrderLearned;
import io.shopledger.order.OrderEvent.OrderPaid;
import io.shopledger.order.OrderEvent.OrderPaymentStatusChanged;
import io.shopledger.order.OrderEvent.OrderPersonalDetailsChanged;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.order.OrderEvent.OrderRefunded;
import io.shopledger.order.OrderEvent.OrderRemoved;
import io.shopledger.order.OrderEvent.OrderReopened;
import io.shopledger.order.OrderEvent.OrderReturned;
import io.shopledger.order.OrderEvent.OrderTagsChanged;
import io.shopledger.order.OrderEvent.OrderTotalsChanged;
import io.shopledger.order.OrderEvent.RefundChange;
import io.shopledger.order.OrderEvent.ShippingLineChange;
import io.shopledger.order.OrderEvent.TaxLinesChange;
import io.shopledger.order.OrderEvent.TextChange;
import io.shopledger.order.OrderEvent.TimeChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderFoldTest {

    @Test
    void placed_isTheRecordItself() {
        assertThat(OrderFold.after(null, new OrderPlaced(ID, WHOLE, BY_WEBHOOK)))
                .isEqualTo(WHOLE);
    }

    @Test
    void historyWithoutItsFirstEvent_isRefused() {
        assertThatThrownBy(() -> OrderFold.after(null, new OrderPaid(ID, null, "PAID", BY_WEBHOOK)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("order/7/450789469")
                .hasMessageContaining("OrderPaid");
    }

    @Test
    void paymentStates_areTheLastTold() {
        after(EMPTY, new OrderPaymentStatusChanged(ID, null, "AUTHORIZED", BY_WEBHOOK))
                .is("financial_status", "AUTHORIZED");
        after(EMPTY, new OrderPaid(ID, "AUTHORIZED", "PAID", BY_WEBHOOK)).is("financial_status", "PAID");
    }

    @Test
    void fulfillmentStates_areTheLastTold() {
        after(EMPTY, new OrderFulfillmentStatusChanged(ID, null, "PARTIAL", BY_WEBHOOK))
                .is("fulfillment_status", "PARTIAL");
        after(EMPTY, new OrderFulfilled(ID, "PARTIAL", "FULFILLED", BY_WEBHOOK)).is("fulfillment_status", "FULFILLED");
    }

    @Test
    void parcelMadeChangedAndWithdrawn_standsAsLastTold() {
        OrderRecord made = fold(EMPTY, parcels(new FulfillmentChange(null, PARCEL)));
        OrderRecord changed = fold(made, parcels(new FulfillmentChange(PARCEL, parcel("CANCELLED"))));
        OrderRecord withdrawn = fold(changed, parcels(new FulfillmentChange(parcel("CANCELLED"), null)));

        assertThat(made.fulfillments()).containsExactly(PARCEL);
        assertThat(changed.fulfillments()).containsExactly(parcel("CANCELLED"));
        assertThat(withdrawn).isEqualTo(EMPTY);
    }

    @Test
    void cancelled_takesWhatIsTold_andLeavesTheRest() {
        OrderCancelled cancelled =
                new OrderCancelled(ID, new TimeChange(null, TUESDAY), new TextChange(null, "FRAUD"), BY_WEBHOOK);
        OrderCancelled otherReason = new OrderCancelled(ID, null, new TextChange("FRAUD", "CUSTOMER"), BY_WEBHOOK);

        OrderRecord after = fold(EMPTY, cancelled, otherReason);

        assertThat(after.cancelledAt()).isEqualTo(TUESDAY);
        assertThat(after.cancelReason()).isEqualTo("CUSTOMER");
    }

    @Test
    void closedAndReopened_isAsBefore() {
        after(EMPTY, new OrderClosed(ID, null, MONDAY, BY_WEBHOOK)).is("closed_at", MONDAY);
        assertThat(fold(EMPTY, new OrderClosed(ID, null, MONDAY, BY_WEBHOOK), new OrderReopened(ID, MONDAY, BY_SYNC)))
                .isEqualTo(EMPTY);
    }

    @Test
    void refunded_addsTheRefund() {
        after(EMPTY, new OrderRefunded(ID, List.of(new RefundChange(null, REFUND)), List.of(), BY_WEBHOOK))
                .is("refunds", List.of(REFUND));
    }

    @Test
    void linesAddedEditedAndRemoved_standInTheOrderOfTheirIds() {
        OrderRecord before = EMPTY.with(Map.of("line_items", List.of(GIFT_CARD)));

        OrderRecord after = fold(
                before,
                new OrderEdited(
                        ID,
                        List.of(new LineChange(null, sunglasses(1))),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        BY_WEBHOOK),
                new OrderEdited(
                        ID,
                        List.of(new LineChange(sunglasses(1), SUNGLASSES)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        BY_WEBHOOK));

        assertThat(after.lineItems()).containsExactly(SUNGLASSES, GIFT_CARD);
        after(
                        after,
                        new OrderEdited(
                                ID,
                                List.of(new LineChange(GIFT_CARD, null)),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                BY_WEBHOOK))
                .is("line_items", List.of(SUNGLASSES));
    }

    @Test
    void shippingReplaced_leavesTheLinesAlone() {
        OrderRecord before = EMPTY.with(Map.of("line_items", List.of(GIFT_CARD), "shipping_lines", List.of(POST)));

        OrderRecord after = fold(
                before,
                new OrderEdited(
                        ID,
                        List.of(),
                        List.of(new ShippingLineChange(POST, null), new ShippingLineChange(null, COURIER)),
                        List.of(),
                        List.of(),
                        List.of(),
                        BY_WEBHOOK));

        assertThat(after).isEqualTo(before.with(Map.of("shipping_lines", List.of(COURIER))));
    }

    @Test
    void totals_takeEachAmountAndTheTaxes() {
        OrderRecord after = fold(
                EMPTY,
                new OrderTotalsChanged(
                        ID,
                        List.of(
                                new AmountChange("total_price", null, eur("10")),
                                new AmountChange("total_tax", null, eur("1.6"))),
                        new TaxLinesChange(List.of(), List.of(VAT, CITY_TAX)),
                        BY_WEBHOOK));

        assertThat(after)
                .isEqualTo(EMPTY.with(Map.of(
                        "total_price", eur("10"), "total_tax", eur("1.6"), "tax_lines", List.of(CITY_TAX, VAT))));
    }

    @Test
    void tags_areTheLastTold() {
        after(WHOLE, new OrderTagsChanged(ID, WHOLE.tags(), List.of(), BY_WEBHOOK))
                .is("tags", List.of());
    }

    @Test
    void details_areReadFromTheirTexts() {
        OrderRecord after = fold(
                EMPTY,
                new OrderDetailsChanged(
                        ID,
                        List.of(
                                new DetailChange("name", null, "#1001"),
                                new DetailChange("confirmed", null, "true"),
                                new DetailChange("customer_id", null, "207119551"),
                                new DetailChange("created_at", null, "2026-10-05T08:00:00Z")),
                        List.of(new ListChange("payment_gateway_names", List.of(), List.of("bogus"))),
                        BY_SYNC));

        assertThat(after)
                .isEqualTo(EMPTY.with(Map.of(
                        "name",
                        "#1001",
                        "confirmed",
                        true,
                        "customer_id",
                        207119551L,
                        "created_at",
                        MONDAY,
                        "payment_gateway_names",
                        List.of("bogus"))));
    }

    @Test
    void detailTakenAway_isAbsent() {
        after(
                        WHOLE,
                        new OrderDetailsChanged(
                                ID, List.of(new DetailChange("customer_id", "207119551", null)), List.of(), BY_SYNC))
                .is("customer_id", null);
    }

    @Test
    void personalDetails_areTheLastSealed() {
        after(WHOLE, new OrderPersonalDetailsChanged(ID, HOME, OFFICE, BY_WEBHOOK))
                .is("personal", OFFICE);
    }

    @Test
    void learned_makesKnownWhatItKnows_andLeavesTheRest() {
        OrderRecord learned = EMPTY.with(Map.of("po_number", "PO-7")).only(Set.of("po_number"));

        assertThat(fold(WHOLE, new OrderLearned(ID, learned, BY_SYNC)))
                .isEqualTo(WHOLE.with(Map.of("po_number", "PO-7")));
    }

    @Test
    void learnedByALaterMapping_isOfThatMapping() {
        OrderRecord learned =
                OrderRecord.FIELDS.with(EMPTY.only(Set.of("po_number")), Map.of("mapping", OrderRecord.MAPPING + 1));

        assertThat(fold(WHOLE, new OrderLearned(ID, learned, BY_SYNC)).mapping())
                .isEqualTo(OrderRecord.MAPPING + 1);
    }

    @Test
    void removedAndReturned_changeNothingInTheRecord() {
        assertThat(fold(WHOLE, new OrderRemoved(ID, "orders/delete", BY_WEBHOOK), new OrderReturned(ID, BY_SYNC)))
                .isEqualTo(WHOLE);
    }

    @Test
    void redacted_leavesAllButWhatIsPersonal() {
        OrderRecord without = WHOLE.with(Map.of("personal", Sealed.REDACTED, "browsing", Sealed.REDACTED));

        assertThat(fold(WHOLE, new OrderEvent.OrderRedacted(ID, BY_WEBHOOK))).isEqualTo(without);
        assertThat(fold(WHOLE.only(Set.of("name")), new OrderEvent.OrderRedacted(ID, BY_WEBHOOK)))
                .as("what was never told is not told later")
                .matches(order -> order.knows("personal") && order.knows("browsing") && !order.knows("tags"));
        assertThat(without.redacted()).isEqualTo(without);
    }

    @Test
    void everyEvent_isFoldedWithoutFailing() {
        OrderExamples.oneOfEach()
                .forEach(event -> assertThat(OrderFold.after(WHOLE, event))
                        .as(event.getClass().getSimpleName())
                        .isNotNull());
    }

    private record After(OrderRecord before, OrderRecord after, String event) {
        /** The field has this value, and no other field changed. */
        void is(String field, Object value) {
            assertThat(after).as(event).isEqualTo(before.with(java.util.Collections.singletonMap(field, value)));
        }
    }

    private static After after(OrderRecord before, OrderEvent event) {
        return new After(before, fold(before, event), event.getClass().getSimpleName());
    }

    private static OrderFulfillmentsChanged parcels(FulfillmentChange change) {
        return new OrderFulfillmentsChanged(ID, List.of(change), List.of(), List.of(), BY_WEBHOOK);
    }

    private static OrderRecord fold(OrderRecord before, OrderEvent... events) {
        OrderRecord record = before;
        for (OrderEvent event : events) {
            record = OrderFold.after(record, event);
        }
        return record;
    }
}
