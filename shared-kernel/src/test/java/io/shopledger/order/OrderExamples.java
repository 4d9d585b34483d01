package io.shopledger.order;

import io.shopledger.Actor;
import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.change.Change;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.order.Fulfillment.FulfilledLine;
import io.shopledger.order.OrderEvent.AmountChange;
import io.shopledger.order.OrderEvent.CodeAmountsChange;
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
import io.shopledger.order.OrderEvent.OrderRedacted;
import io.shopledger.order.OrderEvent.OrderRefunded;
import io.shopledger.order.OrderEvent.OrderRemoved;
import io.shopledger.order.OrderEvent.OrderReopened;
import io.shopledger.order.OrderEvent.OrderReturned;
import io.shopledger.order.OrderEvent.OrderReturnsChanged;
import io.shopledger.order.OrderEvent.OrderRiskAssessed;
import io.shopledger.order.OrderEvent.OrderTagsChanged;
import io.shopledger.order.OrderEvent.OrderTotalsChanged;
import io.shopledger.order.OrderEvent.RefundChange;
import io.shopledger.order.OrderEvent.RiskChange;
import io.shopledger.order.OrderEvent.ShippingLineChange;
import io.shopledger.order.OrderEvent.TaxLinesChange;
import io.shopledger.order.OrderEvent.TextChange;
import io.shopledger.order.OrderEvent.TimeChange;
import io.shopledger.order.Refund.RefundLine;
import io.shopledger.order.Refund.RefundTransaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One order with every field in use, and one event of each type that tells something of it. */
public final class OrderExamples {
    public static final OrderId ID = new OrderId(new StoreId(7), 450789469);

    public static final Instant MONDAY = Instant.parse("2026-10-05T08:00:00Z");
    public static final Instant TUESDAY = Instant.parse("2026-10-06T09:30:15Z");

    /** Told by a member of the staff. */
    public static final Origin BY_WEBHOOK = new Origin(
            Via.WEBHOOK,
            "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
            MONDAY,
            Instant.parse("2026-10-05T08:00:01.250Z"),
            new Actor("STAFF", "99"));

    public static final Origin BY_SYNC =
            new Origin(Via.SYNC, "4f9d7a52-6c1e-4a55-9a3f-0d8f6f6f8a11", TUESDAY, TUESDAY.plusSeconds(5), null);

    public static final TaxLine VAT = new TaxLine("VAT", "0.19", both("32.01", "5122"));
    public static final TaxLine CITY_TAX = new TaxLine("City tax", null, eur("1.5"));

    public static final OrderLine SUNGLASSES = sunglasses(2);
    public static final OrderLine GIFT_CARD = new OrderLine(
            12,
            null,
            null,
            "Gift card",
            null,
            null,
            null,
            1,
            null,
            null,
            eur("25"),
            null,
            false,
            false,
            true,
            List.of());

    public static final ShippingLine POST =
            new ShippingLine(21, "Standard", "STD", "shopify", both("4.9", "784"), eur("0"));
    public static final ShippingLine COURIER = new ShippingLine(22, "Courier", null, null, eur("12.5"), eur("12.5"));

    public static final Refund REFUND = new Refund(
            31,
            TUESDAY,
            List.of(new RefundLine(32, 11, 1, "RETURN", both("200.5", "32080"))),
            List.of(new RefundTransaction(33, "REFUND", "SUCCESS", "bogus", new Money("32080", "JPY"))));

    public static final Fulfillment PARCEL = parcel("SUCCESS");

    public static final Sealed HOME = new Sealed("subject-1", "bm9uY2UtMQ", "Y2lwaGVyLTE", "ZmluZ2VycHJpbnQtMQ");
    public static final Sealed OFFICE = new Sealed("subject-1", "bm9uY2UtMg", "Y2lwaGVyLTI", "ZmluZ2VycHJpbnQtMg");

    public static final Sealed LAPTOP = new Sealed("subject-1", "bm9uY2UtMw", "Y2lwaGVyLTM", "ZmluZ2VycHJpbnQtMw");
    public static final Sealed TELEPHONE = new Sealed("subject-1", "bm9uY2UtNA", "Y2lwaGVyLTQ", "ZmluZ2VycHJpbnQtNA");

    public static final DiscountApplication CODE = new DiscountApplication(
            "DISCOUNT_CODE", null, null, "TEN", "10", "PERCENTAGE", "ACROSS", "ALL", "LINE_ITEM");
    public static final DiscountApplication LOYALTY = new DiscountApplication(
            "MANUAL", "Loyal", "Thanks – café", null, "5", "FIXED_AMOUNT", "EACH", "EXPLICIT", "LINE_ITEM");
    public static final LineDetails SUNGLASSES_DETAILS = new LineDetails(
            11,
            "Sunglasses <round> - Pink",
            List.of(new DiscountAllocation(0L, both("20.05", "3208")), new DiscountAllocation(1L, eur("0.05"))),
            List.of(new Duty(71, "900410", "IT", both("3", "480"), List.of(VAT))),
            List.of("VAT"));
    public static final ShippingDetails POST_DETAILS = new ShippingDetails(
            21, "dhl", false, both("4.9", "784"), List.of(new DiscountAllocation(1L, eur("1"))), List.of(VAT));
    public static final RefundDetails REFUND_DETAILS = new RefundDetails(
            31,
            TUESDAY,
            List.of(new RefundDetails.RefundedLine(32, 655441491L, both("32.01", "5122"))),
            List.of(new RefundDetails.RefundedShipping(34, 21L, eur("4.9"), eur("0.5"))),
            List.of(new RefundDetails.RefundedDuty(71, eur("3"))),
            List.of(new RefundDetails.Adjustment(35, "REFUND_DISCREPANCY", eur("-1"), eur("0"))),
            List.of(new RefundDetails.PaidBack(33, TUESDAY, TUESDAY, 51L, "#1001.1", false, null)));
    public static final ParcelDetails PARCEL_DETAILS = new ParcelDetails(41, "IN_TRANSIT");
    public static final Payment SALE = payment("SUCCESS");
    public static final OrderReturn BACK = new OrderReturn(
            61, "#1001-R1", "OPEN", TUESDAY, null, List.of(new OrderReturn.ReturnedLine(62, 11L, 1, 0L)));

    /** An order of which nothing is told, and nothing unknown: all is absent. */
    public static final OrderRecord EMPTY = new OrderRecord(
            OrderRecord.MAPPING,
            Set.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            null,
            null);

    /** Every field in use but {@code po_number}, which is unknown. */
    public static final OrderRecord WHOLE = new OrderRecord(
            OrderRecord.MAPPING,
            Set.of("po_number"),
            "#1001",
            1001L,
            MONDAY,
            MONDAY.plusSeconds(2),
            TUESDAY,
            "CUSTOMER",
            TUESDAY.plusSeconds(60),
            "EUR",
            "JPY",
            "PARTIALLY_REFUNDED",
            "PARTIAL",
            true,
            "XPAV284CT",
            false,
            true,
            207119551L,
            "en-DE",
            "web",
            580111L,
            655441491L,
            null,
            1200L,
            List.of("wholesale", "gift"),
            List.of("bogus", "gift_card"),
            List.of("TEN", "SUMMER"),
            both("430.4", "68864"),
            both("425.5", "68080"),
            both("32.01", "5122"),
            eur("0"),
            both("4.9", "784"),
            both("426", "68160"),
            both("229.9", "36784"),
            both("225", "36000"),
            both("16.005", "2561"),
            eur("0"),
            List.of(VAT, CITY_TAX),
            List.of(SUNGLASSES, GIFT_CARD),
            List.of(POST),
            List.of(REFUND),
            List.of(PARCEL),
            HOME,
            LAPTOP,
            false,
            true,
            false,
            eur("2"),
            eur("13.5"),
            eur("0.02"),
            eur("0"),
            both("4.9", "784"),
            both("3", "480"),
            both("3.5", "560"),
            eur("0.5"),
            eur("1"),
            List.of("VAT"),
            List.of(CODE, LOYALTY),
            List.of(new DiscountCodeAmount("TEN", new Money("20", "EUR"), "PERCENTAGE")),
            List.of(SUNGLASSES_DETAILS),
            List.of(new LineHandling(11, 250L, "manual", "shopify")),
            List.of(POST_DETAILS),
            List.of(REFUND_DETAILS),
            List.of(PARCEL_DETAILS),
            List.of(new ParcelService(41, "manual")),
            List.of(SALE),
            List.of(BACK),
            "INVESTIGATE",
            List.of(new RiskAssessment(null, "MEDIUM"), new RiskAssessment(580111L, "LOW")),
            "web",
            "Online Store");

    /** What the third revision of the mapping stored: another sealed part. */
    public static final OrderRecord THIRD_REVISION = OrderRecord.FIELDS.with(WHOLE, Map.of("mapping", 3));

    /** What the second revision of the mapping stored: it had no field of the third, and did not call one unknown. */
    public static final OrderRecord SECOND_REVISION =
            OrderRecord.FIELDS.with(WHOLE, withoutTheThird(2, WHOLE.unknown()));

    /** What the first revision of the mapping stored: one sealed part for all. */
    public static final OrderRecord FIRST_REVISION = OrderRecord.FIELDS.with(WHOLE, absent(1, WHOLE.unknown()));

    private OrderExamples() {}

    private static Map<String, Object> absent(int mapping, Set<String> unknown) {
        Map<String, Object> fields = withoutTheThird(mapping, unknown);
        fields.put("browsing", null);
        return fields;
    }

    private static Map<String, Object> withoutTheThird(int mapping, Set<String> unknown) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("mapping", mapping);
        fields.put("unknown", unknown);
        OrderRecord.FIELDS.entityFields().stream()
                .filter(OrderExamples::isOfTheThird)
                .forEach(field -> fields.put(field, null));
        return fields;
    }

    private static boolean isOfTheThird(String field) {
        List<String> fields = OrderRecord.FIELDS.entityFields();
        return fields.indexOf(field) > fields.indexOf("browsing");
    }

    public static Payment payment(String status) {
        return new Payment(
                51, "SALE", status, "bogus", both("430.4", "68864"), MONDAY, MONDAY, null, "#1001.1", false, null);
    }

    private static OrderRecord learnedInTheFirstRevision() {
        OrderRecord learned = WHOLE.with(Map.of("po_number", "PO-7")).only(Set.of("po_number", "total_weight"));
        Set<String> unknown = new TreeSet<>(learned.unknown());
        unknown.removeIf(OrderExamples::isOfTheThird); // the first revision did not know that there are such fields
        unknown.remove("browsing");
        return OrderRecord.FIELDS.with(learned, absent(1, unknown));
    }

    public static MoneyBag eur(String amount) {
        return new MoneyBag(new Money(amount, "EUR"), null);
    }

    public static MoneyBag both(String euros, String yen) {
        return new MoneyBag(new Money(euros, "EUR"), new Money(yen, "JPY"));
    }

    public static OrderLine sunglasses(long quantity) {
        return new OrderLine(
                11,
                632910392L,
                808950810L,
                "Sunglasses <round>",
                "Pink",
                "SUN-2008-PINK",
                "Acme",
                quantity,
                quantity,
                1L,
                both("200.5", "32080"),
                eur("0.05"),
                true,
                true,
                false,
                List.of(VAT));
    }

    public static Fulfillment parcel(String status) {
        return new Fulfillment(
                41,
                "#1001.1",
                status,
                TUESDAY,
                655441491L,
                "DHL",
                List.of(new FulfilledLine(11, 1), new FulfilledLine(12, 1)));
    }

    /** One event of each type, each with all that it can hold. */
    public static List<OrderEvent> oneOfEach() {
        return List.of(
                new OrderPlaced(ID, FIRST_REVISION, BY_WEBHOOK),
                new OrderPaid(ID, "AUTHORIZED", "PAID", BY_WEBHOOK),
                new OrderPaymentStatusChanged(ID, "PAID", "PARTIALLY_REFUNDED", BY_SYNC),
                new OrderFulfilled(ID, "PARTIAL", "FULFILLED", BY_WEBHOOK),
                new OrderFulfillmentStatusChanged(ID, "UNFULFILLED", "PARTIAL", BY_SYNC),
                new OrderFulfillmentsChanged(
                        ID,
                        List.of(
                                new FulfillmentChange(parcel("PENDING"), parcel("SUCCESS")),
                                new FulfillmentChange(
                                        null, new Fulfillment(42, null, null, null, null, null, List.of()))),
                        List.of(),
                        List.of(),
                        BY_WEBHOOK),
                new OrderCancelled(ID, new TimeChange(null, TUESDAY), new TextChange("OTHER", "CUSTOMER"), BY_WEBHOOK),
                new OrderClosed(ID, MONDAY, TUESDAY, BY_WEBHOOK),
                new OrderReopened(ID, TUESDAY, BY_SYNC),
                new OrderRefunded(ID, List.of(new RefundChange(null, REFUND)), List.of(), BY_WEBHOOK),
                new OrderPaymentsChanged(
                        ID, List.of(new Change<>(payment("PENDING"), SALE), new Change<>(SALE, null)), BY_SYNC),
                new OrderReturnsChanged(ID, List.of(new Change<>(null, BACK)), BY_SYNC),
                new OrderDiscountsChanged(
                        ID,
                        new DiscountsChange(List.of(CODE), List.of(CODE, LOYALTY)),
                        new CodeAmountsChange(List.of(), WHOLE.discountCodeAmounts()),
                        BY_WEBHOOK),
                new OrderRiskAssessed(
                        ID,
                        new TextChange("NONE", "INVESTIGATE"),
                        new RiskChange(List.of(), WHOLE.riskAssessments()),
                        BY_SYNC),
                new OrderEdited(
                        ID,
                        List.of(new LineChange(sunglasses(1), sunglasses(2)), new LineChange(GIFT_CARD, null)),
                        List.of(new ShippingLineChange(POST, null), new ShippingLineChange(null, COURIER)),
                        List.of(),
                        List.of(),
                        List.of(),
                        BY_WEBHOOK),
                new OrderTotalsChanged(
                        ID,
                        List.of(
                                new AmountChange("current_total_price", both("229.9", "36784"), both("430.4", "68864")),
                                new AmountChange("total_tax", null, eur("32.01"))),
                        new TaxLinesChange(List.of(CITY_TAX), List.of(CITY_TAX, VAT)),
                        BY_WEBHOOK),
                new OrderTagsChanged(ID, List.of("gift"), List.of("gift", "wholesale"), BY_WEBHOOK),
                new OrderDetailsChanged(
                        ID,
                        List.of(
                                new DetailChange("confirmed", null, "true"),
                                new DetailChange("customer_id", "207119551", null),
                                new DetailChange("processed_at", "2026-10-05T08:00:00Z", "2026-10-05T08:00:02Z")),
                        List.of(new ListChange("payment_gateway_names", List.of(), List.of("bogus"))),
                        BY_SYNC),
                new OrderPersonalDetailsChanged(ID, HOME, OFFICE, BY_WEBHOOK),
                new OrderBrowsingDetailsChanged(ID, LAPTOP, TELEPHONE, BY_WEBHOOK),
                new OrderLearned(ID, learnedInTheFirstRevision(), BY_SYNC),
                new OrderRemoved(ID, "orders/delete", BY_WEBHOOK),
                new OrderReturned(ID, BY_SYNC),
                new OrderRedacted(ID, BY_WEBHOOK));
    }

    /** The same events with what later mappings added to them. */
    public static List<OrderEvent> withWhatCameLater() {
        return List.of(
                new OrderPlaced(ID, THIRD_REVISION, BY_WEBHOOK),
                new OrderFulfillmentsChanged(
                        ID,
                        List.of(),
                        List.of(new Change<>(new ParcelDetails(41, null), PARCEL_DETAILS)),
                        List.of(new Change<>(null, new ParcelService(41, "manual"))),
                        BY_WEBHOOK),
                new OrderRefunded(ID, List.of(), List.of(new Change<>(null, REFUND_DETAILS)), BY_WEBHOOK),
                new OrderEdited(
                        ID,
                        List.of(),
                        List.of(),
                        List.of(new Change<>(null, SUNGLASSES_DETAILS)),
                        List.of(new Change<>(new LineHandling(11, 200L, null, null), null)),
                        List.of(new Change<>(null, POST_DETAILS)),
                        BY_WEBHOOK),
                new OrderLearned(
                        ID, THIRD_REVISION.only(Set.of("line_details", "transactions", "total_outstanding")), BY_SYNC));
    }
}
