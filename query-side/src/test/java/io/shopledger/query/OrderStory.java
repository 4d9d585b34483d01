package io.shopledger.query;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.change.Change;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.order.DiscountCodeAmount;
import io.shopledger.order.Fulfillment;
import io.shopledger.order.LineHandling;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.*;
import io.shopledger.order.OrderEvent.CodeAmountsChange;
import io.shopledger.order.OrderEvent.DiscountsChange;
import io.shopledger.order.OrderEvent.OrderDiscountsChanged;
import io.shopledger.order.OrderEvent.OrderPaymentsChanged;
import io.shopledger.order.OrderEvent.OrderReturnsChanged;
import io.shopledger.order.OrderEvent.OrderRiskAssessed;
import io.shopledger.order.OrderEvent.RiskChange;
import io.shopledger.order.OrderExamples;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderLine;
import io.shopledger.order.OrderRecord;
import io.shopledger.order.ParcelService;
import io.shopledger.order.Refund;
import io.shopledger.order.RiskAssessment;
import io.shopledger.order.ShippingLine;
import io.shopledger.order.TaxLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An order to which everything happens that can happen to an order. */
public final class OrderStory {
    public static final Instant MONDAY = Instant.parse("2026-10-05T08:00:00Z");
    public static final OrderLine LINE = line(11, 1);
    public static final Sealed SEALED = new Sealed("k1", "n", "c", "0123456789abcdef");

    private OrderStory() {}

    public static OrderId id(long store, long order) {
        return new OrderId(new StoreId(store), order);
    }

    public static Origin hours(int later) {
        Instant at = MONDAY.plusSeconds(later * 3600L);
        return new Origin(Via.WEBHOOK, "hook-" + later, at, at.plusSeconds(1), null);
    }

    public static MoneyBag eur(String amount) {
        return new MoneyBag(new Money(amount, "EUR"), null);
    }

    public static OrderLine line(long id, long quantity) {
        return new OrderLine(
                id,
                5L,
                6L,
                "Sun<b>glasses</b>",
                null,
                "SKU-1",
                "Acme",
                quantity,
                quantity,
                quantity,
                eur("200.5"),
                eur("0"),
                true,
                true,
                false,
                List.of(new TaxLine("VAT", "0.19", eur("32.01"))));
    }

    /** An order that is known but for its weight. */
    public static OrderRecord record() {
        Map<String, Object> values = new HashMap<>();
        values.put("name", "#1001");
        values.put("order_number", 1001L);
        values.put("created_at", MONDAY);
        values.put("currency", "EUR");
        values.put("financial_status", "PENDING");
        values.put("fulfillment_status", "UNFULFILLED");
        values.put("tags", List.of("gift", "b"));
        values.put("discount_codes", List.of("TEN"));
        values.put("total_price", eur("401"));
        values.put("current_total_price", eur("401"));
        values.put("total_tax", new MoneyBag(new Money("32.01", "EUR"), new Money("5000", "JPY")));
        values.put("total_shipping_price", eur("4.9"));
        values.put("customer_id", 77L);
        values.put("line_items", List.of(LINE));
        values.put("shipping_lines", List.of(new ShippingLine(21, "DHL", null, null, eur("4.9"), eur("4.9"))));
        values.put("personal", SEALED);
        Set<String> known = new java.util.TreeSet<>(OrderRecord.FIELDS.entityFields());
        known.remove("total_weight");
        OrderRecord nothing = OrderRecord.FIELDS.with(blank(), Map.of("mapping", 1));
        return nothing.with(values).only(known);
    }

    public static OrderPlaced placed(OrderId id) {
        return new OrderPlaced(id, record(), hours(0));
    }

    /** @return one event of every type; the order ends removed and returned */
    public static List<OrderEvent> whole(OrderId id) {
        Refund refund = new Refund(
                31,
                MONDAY,
                List.of(new Refund.RefundLine(32, 11, 1, "RETURN", eur("200.5"))),
                List.of(new Refund.RefundTransaction(33, "REFUND", "SUCCESS", "bogus", new Money("200.5", "EUR"))));
        Fulfillment parcel = new Fulfillment(
                41, "#1001.1", "SUCCESS", MONDAY, 9L, "DHL", List.of(new Fulfillment.FulfilledLine(11, 2)));
        Map<String, Object> weight = Map.of("total_weight", 100L);
        return List.of(
                placed(id),
                new OrderPaymentStatusChanged(id, "PENDING", "AUTHORIZED", hours(1)),
                new OrderPaid(id, "AUTHORIZED", "PAID", hours(2)),
                new OrderEdited(
                        id,
                        List.of(new LineChange(LINE, line(11, 2))),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        hours(3)),
                new OrderTotalsChanged(
                        id,
                        List.of(new AmountChange("current_total_price", eur("401"), eur("601.5"))),
                        new TaxLinesChange(List.of(), List.of(new TaxLine("VAT", "0.19", eur("96.04")))),
                        hours(4)),
                new OrderTagsChanged(id, List.of("b", "gift"), List.of(), hours(5)),
                new OrderDetailsChanged(
                        id,
                        List.of(
                                new DetailChange("confirmed", null, "true"),
                                new DetailChange("customer_id", "77", "78")),
                        List.of(new ListChange("payment_gateway_names", List.of(), List.of("bogus"))),
                        hours(6)),
                new OrderPersonalDetailsChanged(id, SEALED, new Sealed("k1", "n2", "c2", "fedcba9876543210"), hours(7)),
                new OrderFulfillmentStatusChanged(id, "UNFULFILLED", "PARTIAL", hours(8)),
                new OrderFulfilled(id, "PARTIAL", "FULFILLED", hours(9)),
                new OrderFulfillmentsChanged(
                        id, List.of(new FulfillmentChange(null, parcel)), List.of(), List.of(), hours(10)),
                new OrderRefunded(id, List.of(new RefundChange(null, refund)), List.of(), hours(11)),
                new OrderClosed(id, null, MONDAY, hours(12)),
                new OrderReopened(id, MONDAY, hours(13)),
                new OrderCancelled(id, new TimeChange(null, MONDAY), new TextChange(null, "CUSTOMER"), hours(14)),
                new OrderRemoved(id, "orders/delete", hours(15)),
                new OrderReturned(id, hours(16)),
                new OrderBrowsingDetailsChanged(id, null, SEALED, hours(17)),
                new OrderLearned(id, ofTheThirdMapping(record().only(Set.of("name"))), hours(17)),
                new OrderPaymentsChanged(id, List.of(new Change<>(null, OrderExamples.SALE)), hours(17)),
                new OrderReturnsChanged(id, List.of(new Change<>(null, OrderExamples.BACK)), hours(17)),
                new OrderDiscountsChanged(
                        id,
                        new DiscountsChange(List.of(), List.of(OrderExamples.CODE)),
                        new CodeAmountsChange(
                                List.of(),
                                List.of(new DiscountCodeAmount("TEN", new Money("20", "EUR"), "PERCENTAGE"))),
                        hours(17)),
                new OrderRiskAssessed(
                        id,
                        new TextChange(null, "INVESTIGATE"),
                        new RiskChange(List.of(), List.of(new RiskAssessment(null, "MEDIUM"))),
                        hours(17)),
                new OrderEdited(
                        id,
                        List.of(),
                        List.of(),
                        List.of(new Change<>(null, OrderExamples.SUNGLASSES_DETAILS)),
                        List.of(new Change<>(null, new LineHandling(11, 250L, "manual", "shopify"))),
                        List.of(new Change<>(null, OrderExamples.POST_DETAILS)),
                        hours(17)),
                new OrderRefunded(id, List.of(), List.of(new Change<>(null, OrderExamples.REFUND_DETAILS)), hours(17)),
                new OrderFulfillmentsChanged(
                        id,
                        List.of(),
                        List.of(new Change<>(null, OrderExamples.PARCEL_DETAILS)),
                        List.of(new Change<>(null, new ParcelService(41, "manual"))),
                        hours(17)),
                new OrderLearned(id, record().with(weight).only(Set.of("total_weight")), hours(18)));
    }

    /** The whole story, and that its buyer asked to be forgotten. */
    public static List<OrderEvent> upToItsRedaction(OrderId id) {
        List<OrderEvent> all = new ArrayList<>(whole(id));
        all.add(new OrderEvent.OrderRedacted(id, hours(19)));
        return all;
    }

    private static OrderRecord ofTheThirdMapping(OrderRecord learned) {
        return OrderRecord.FIELDS.with(learned, Map.of("mapping", 3));
    }

    public static OrderRecord fold(List<OrderEvent> events) {
        OrderRecord record = null;
        for (OrderEvent event : events) {
            record = OrderFold.after(record, event);
        }
        return record;
    }

    private static OrderRecord blank() {
        return io.shopledger.stored.StoredJson.MAPPER.readValue("{\"mapping\":1}", OrderRecord.class);
    }
}
