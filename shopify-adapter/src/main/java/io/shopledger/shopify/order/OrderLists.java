package io.shopledger.shopify.order;

import io.shopledger.order.Fulfillment;
import io.shopledger.order.Fulfillment.FulfilledLine;
import io.shopledger.order.OrderLine;
import io.shopledger.order.Refund;
import io.shopledger.order.Refund.RefundLine;
import io.shopledger.order.Refund.RefundTransaction;
import io.shopledger.order.ShippingLine;
import io.shopledger.order.TaxLine;
import io.shopledger.shopify.json.Connection;
import io.shopledger.shopify.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An order's lines, refunds and parcels from the nodes of GraphQL. */
final class OrderLists {
    private OrderLists() {}

    static List<TaxLine> taxLines(JsonObject owner) {
        return owner.each(
                "taxLines", tax -> new TaxLine(tax.text("title"), tax.decimal("rate"), NodeMoney.bag(tax, "priceSet")));
    }

    static OrderLine line(JsonObject line) {
        return new OrderLine(
                line.gid("id"),
                line.gidOf("product"),
                line.gidOf("variant"),
                line.text("title"),
                line.text("variantTitle"),
                line.text("sku"),
                line.text("vendor"),
                count(line.number("quantity")),
                line.number("currentQuantity"),
                line.number("unfulfilledQuantity"),
                NodeMoney.bag(line, "originalUnitPriceSet"),
                NodeMoney.bag(line, "totalDiscountSet"),
                line.flag("requiresShipping"),
                line.flag("taxable"),
                line.flag("isGiftCard"),
                taxLines(line));
    }

    static ShippingLine shippingLine(JsonObject line) {
        return new ShippingLine(
                line.get("id") == null ? 0 : line.gid("id"), // as the webhook's older payloads, some have none
                line.text("title"),
                line.text("code"),
                line.text("source"),
                NodeMoney.bag(line, "originalPriceSet"),
                NodeMoney.bag(line, "discountedPriceSet"));
    }

    static boolean wholeRefunds(JsonObject node) {
        return node.has("refunds")
                && !node.each(
                                "refunds",
                                refund -> Connection.of(refund, "refundLineItems")
                                                .whole()
                                        && Connection.of(refund, "transactions").whole())
                        .contains(false);
    }

    static Refund refund(JsonObject refund) {
        List<RefundLine> lines = Connection.of(refund, "refundLineItems")
                .map(line -> new RefundLine(
                        line.gid("id"),
                        Objects.requireNonNullElse(line.gidOf("lineItem"), 0L),
                        count(line.number("quantity")),
                        line.word("restockType"),
                        NodeMoney.bag(line, "subtotalSet")));
        List<RefundTransaction> payments = Connection.of(refund, "transactions").map(OrderLists::payment);
        return new Refund(refund.gid("id"), refund.time("createdAt"), lines, payments);
    }

    /** The webhook tells what was paid in the currency of the payment. */
    private static RefundTransaction payment(JsonObject payment) {
        var amount = NodeMoney.bag(payment, "amountSet");
        return new RefundTransaction(
                payment.gid("id"),
                payment.word("kind"),
                payment.word("status"),
                payment.text("gateway"),
                amount == null ? null : amount.seenByCustomer());
    }

    static boolean wholeFulfillments(JsonObject node) {
        return node.has("fulfillments")
                && !node.each(
                                "fulfillments",
                                parcel -> Connection.of(parcel, "fulfillmentLineItems")
                                        .whole())
                        .contains(false);
    }

    static Fulfillment fulfillment(JsonObject parcel) {
        List<JsonObject> tracking = parcel.each("trackingInfo", info -> info);
        return new Fulfillment(
                parcel.gid("id"),
                parcel.text("name"),
                parcel.word("status"),
                parcel.time("createdAt"),
                parcel.gidOf("location"),
                tracking.isEmpty() ? null : tracking.get(0).text("company"),
                tracking.stream()
                        .map(info -> info.text("number"))
                        .filter(Objects::nonNull)
                        .toList(),
                Connection.of(parcel, "fulfillmentLineItems")
                        .map(line -> new FulfilledLine(
                                Objects.requireNonNullElse(line.gidOf("lineItem"), 0L),
                                count(line.number("quantity")))));
    }

    private static long count(@Nullable Long quantity) {
        return quantity == null ? 0 : quantity;
    }
}
