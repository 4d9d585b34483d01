package io.shopledger.simulator.graphql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What was taken back of an order, and paid back. */
final class RefundShape {
    private final OrderShape orders;
    private final Lookup lookup;

    RefundShape(OrderShape orders, Lookup lookup) {
        this.orders = orders;
        this.lookup = lookup;
    }

    Map<String, @Nullable Object> refund(JsonNode refund, JsonNode order) {
        BigDecimal total = BigDecimal.ZERO;
        for (JsonNode transaction : refund.get("transactions")) {
            total = total.add(inShopMoney(transaction, order));
        }
        return Shape.identified("Refund", refund)
                .same("note")
                .times("created_at", "processed_at")
                .put("duties", Shape.each(refund.get("duties"), RefundShape::duty))
                .put("refundShippingLines", new Children(refund.get("refund_shipping_lines"), RefundShape::shipping))
                .put("orderAdjustments", new Children(refund.get("order_adjustments"), RefundShape::adjustment))
                .put("updatedAt", Shape.time(refund.get("processed_at")))
                .put("refundLineItems", new Children(refund.get("refund_line_items"), item -> item(item, order)))
                .put("transactions", new Children(refund.get("transactions"), paid -> transaction(paid, order)))
                .put("totalRefundedSet", bag(total, order))
                .later("order", () -> orders.order(order))
                .fields();
    }

    private static Map<String, @Nullable Object> duty(JsonNode duty) {
        Map<String, @Nullable Object> back = new LinkedHashMap<>();
        back.put("amountSet", Shape.bag(duty.get("amount_set")));
        back.put("originalDuty", Shape.bare("Duty", duty.get("duty_id").asLong()));
        return back;
    }

    private static Map<String, @Nullable Object> shipping(JsonNode line) {
        return new Shape("RefundShippingLine", line)
                .put("id", Gid.of("RefundShippingLine", line.get("id").asLong()))
                .put("shippingLine", OrderShape.shipping(line.get("shipping_line")))
                .put("subtotalAmountSet", Shape.bag(line.get("subtotal_amount_set")))
                .put("taxAmountSet", Shape.bag(line.get("tax_amount_set")))
                .fields();
    }

    private static Map<String, @Nullable Object> adjustment(JsonNode one) {
        String reason = one.get("reason").asString();
        return new Shape("OrderAdjustment", one)
                .put("id", Gid.of("OrderAdjustment", one.get("id").asLong()))
                .put("reason", reason.toUpperCase(Locale.ROOT).replace(' ', '_'))
                .put("amountSet", Shape.bag(one.get("amount_set")))
                .put("taxAmountSet", Shape.bag(one.get("tax_amount_set")))
                .fields();
    }

    /** One of an order's own payments. */
    static Map<String, @Nullable Object> payment(JsonNode payment) {
        return steps(payment)
                .put("amountSet", Shape.bag(payment.get("amount_set")))
                .fields();
    }

    /** Sums that webhooks give in the shop's currency only. */
    static void totals(Shape shape, JsonNode order) {
        shape.put(
                "totalTipReceivedSet",
                bag(new BigDecimal(order.get("total_tip_received").asString()), order));
        shape.put(
                "totalOutstandingSet",
                bag(new BigDecimal(order.get("total_outstanding").asString()), order));
        BigDecimal refunded = BigDecimal.ZERO;
        for (JsonNode refund : order.get("refunds")) {
            for (JsonNode transaction : refund.get("transactions")) {
                refunded = refunded.add(inShopMoney(transaction, order));
            }
        }
        shape.put("totalRefundedSet", bag(refunded, order));
    }

    private Map<String, @Nullable Object> item(JsonNode item, JsonNode order) {
        JsonNode location = item.get("location_id");
        return new Shape("RefundLineItem", item)
                .put("id", Gid.of("RefundLineItem", item.get("id").asLong()))
                .put("quantity", item.get("quantity").asInt())
                .put("restockType", Shape.upper(item.get("restock_type")))
                .put("restocked", !location.isNull())
                .put("subtotalSet", Shape.bag(item.get("subtotal_set")))
                .put("totalTaxSet", Shape.bag(item.get("total_tax_set")))
                .put("priceSet", Shape.bag(item.get("line_item").get("price_set")))
                .put("lineItem", orders.line(order, item.get("line_item_id").asLong()))
                .later("location", () -> location.isNull() ? null : lookup.location(location.asLong()))
                .fields();
    }

    private static Map<String, @Nullable Object> transaction(JsonNode transaction, JsonNode order) {
        return steps(transaction).put("amountSet", paid(transaction, order)).fields();
    }

    private static Shape steps(JsonNode transaction) {
        JsonNode parent = transaction.get("parent_id");
        return new Shape("OrderTransaction", transaction)
                .put("id", Gid.of("OrderTransaction", transaction.get("id").asLong()))
                .put("kind", Shape.upper(transaction.get("kind")))
                .put("status", Shape.upper(transaction.get("status")))
                .put("errorCode", Shape.upper(transaction.get("error_code")))
                .put("parentTransaction", parent.isNull() ? null : Shape.bare("OrderTransaction", parent.asLong()))
                .same("gateway", "payment_id")
                .times("created_at", "processed_at")
                .flags("test");
    }

    /** A payment is made in the buyer's currency: that amount is exact, the shop's is reckoned. */
    private static Map<String, @Nullable Object> paid(JsonNode transaction, JsonNode order) {
        Map<String, @Nullable Object> bag = new LinkedHashMap<>();
        bag.put(
                "shopMoney",
                Shape.money(
                        inShopMoney(transaction, order).toPlainString(),
                        order.get("currency").asString()));
        bag.put(
                "presentmentMoney",
                Shape.money(
                        transaction.get("amount").asString(),
                        transaction.get("currency").asString()));
        return bag;
    }

    private static BigDecimal inShopMoney(JsonNode transaction, JsonNode order) {
        JsonNode total = order.get("total_price_set");
        BigDecimal shop = new BigDecimal(total.get("shop_money").get("amount").asString());
        BigDecimal buyer =
                new BigDecimal(total.get("presentment_money").get("amount").asString());
        BigDecimal amount = new BigDecimal(transaction.get("amount").asString());
        return buyer.signum() == 0 ? amount : amount.multiply(shop).divide(buyer, shop.scale(), RoundingMode.HALF_UP);
    }

    /** An amount in the shop's currency, and in the buyer's at the order's own rate. */
    private static Map<String, @Nullable Object> bag(BigDecimal amount, JsonNode order) {
        JsonNode total = order.get("total_price_set");
        BigDecimal shop = new BigDecimal(total.get("shop_money").get("amount").asString());
        BigDecimal buyer =
                new BigDecimal(total.get("presentment_money").get("amount").asString());
        String currency = order.get("presentment_currency").asString();
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        BigDecimal presented = shop.signum() == 0
                ? amount.setScale(digits, RoundingMode.HALF_UP)
                : amount.multiply(buyer).divide(shop, digits, RoundingMode.HALF_UP);
        Map<String, @Nullable Object> bag = new LinkedHashMap<>();
        bag.put(
                "shopMoney",
                Shape.money(amount.toPlainString(), order.get("currency").asString()));
        bag.put("presentmentMoney", Shape.money(presented.toPlainString(), currency));
        return bag;
    }
}
