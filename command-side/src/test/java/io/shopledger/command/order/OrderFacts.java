package io.shopledger.command.order;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.order.Fulfillment;
import io.shopledger.order.Fulfillment.FulfilledLine;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderLine;
import io.shopledger.order.OrderRecord;
import io.shopledger.order.Refund;
import io.shopledger.order.Refund.RefundTransaction;
import io.shopledger.order.ShippingLine;
import io.shopledger.order.TaxLine;
import io.shopledger.stored.StoredJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The order that the tests of this module talk about. */
public final class OrderFacts {
    public static final OrderId ID = new OrderId(new StoreId(7), 450789469);
    public static final OrderId OTHER_ID = new OrderId(new StoreId(7), 450789470);

    public static final Instant MONDAY_NOON = Instant.parse("2026-10-05T12:00:00Z");
    public static final Instant TUESDAY_NOON = Instant.parse("2026-10-06T12:00:00Z");

    public static final Origin MONDAY =
            new Origin(Via.WEBHOOK, "hook-1", MONDAY_NOON, MONDAY_NOON.plusMillis(800), null);
    public static final Origin TUESDAY =
            new Origin(Via.WEBHOOK, "hook-2", TUESDAY_NOON, TUESDAY_NOON.plusMillis(800), null);

    public static final Sealed HOME = new Sealed("subject-1", "nonce-1", "ciphertext-1", "fingerprint-of-home");
    public static final Sealed HOME_SEALED_AGAIN =
            new Sealed("subject-1", "nonce-2", "ciphertext-2", "fingerprint-of-home");
    public static final Sealed OFFICE = new Sealed("subject-1", "nonce-3", "ciphertext-3", "fingerprint-of-office");

    public static final Sealed LAPTOP = new Sealed("subject-1", "nonce-4", "ciphertext-4", "fingerprint-of-laptop");
    public static final Sealed TELEPHONE =
            new Sealed("subject-1", "nonce-5", "ciphertext-5", "fingerprint-of-telephone");

    public static final OrderLine SUNGLASSES = line(11, 1);
    public static final OrderLine TWO_SUNGLASSES = line(11, 2);
    public static final OrderLine HAT = line(12, 1);

    public static final ShippingLine POST = new ShippingLine(21, "Post", null, null, eur("4.9"), eur("4.9"));
    public static final ShippingLine COURIER = new ShippingLine(22, "Courier", null, null, eur("9"), eur("9"));

    public static final TaxLine VAT = new TaxLine("VAT", "0.19", eur("1.6"));

    public static final Refund REFUND = new Refund(
            31,
            TUESDAY_NOON,
            List.of(),
            List.of(new RefundTransaction(32, "REFUND", "SUCCESS", "bogus", new Money("10", "EUR"))));

    public static final Fulfillment PARCEL = parcel(41, "SUCCESS");
    public static final Fulfillment SECOND_PARCEL = parcel(42, "SUCCESS");

    /** An order of which every field is known and nothing is told. */
    public static final OrderRecord EMPTY =
            StoredJson.MAPPER.readValue("{\"mapping\":%d}".formatted(OrderRecord.MAPPING), OrderRecord.class);

    /** Two different things for 20 euros, not paid yet. */
    public static final OrderRecord PENDING = EMPTY.with(Map.ofEntries(
            Map.entry("name", "#1001"),
            Map.entry("order_number", 1001L),
            Map.entry("created_at", MONDAY_NOON),
            Map.entry("currency", "EUR"),
            Map.entry("financial_status", "PENDING"),
            Map.entry("fulfillment_status", "UNFULFILLED"),
            Map.entry("customer_id", 207119551L),
            Map.entry("tags", List.of("gift")),
            Map.entry("total_price", eur("20")),
            Map.entry("current_total_price", eur("20")),
            Map.entry("line_items", List.of(SUNGLASSES, HAT)),
            Map.entry("shipping_lines", List.of(POST)),
            Map.entry("personal", HOME),
            Map.entry("browsing", LAPTOP)));

    private OrderFacts() {}

    public static MoneyBag eur(String amount) {
        return new MoneyBag(new Money(amount, "EUR"), null);
    }

    public static OrderLine line(long id, long quantity) {
        return new OrderLine(
                id,
                5L,
                6L,
                "Thing " + id,
                null,
                null,
                null,
                quantity,
                quantity,
                quantity,
                eur("10"),
                null,
                true,
                true,
                false,
                List.of());
    }

    public static Fulfillment parcel(long id, String status) {
        return new Fulfillment(id, "#1001." + id, status, TUESDAY_NOON, null, "DHL", List.of(new FulfilledLine(11, 1)));
    }
}
