package io.shopledger.shopify.order;

import io.shopledger.order.DiscountAllocation;
import io.shopledger.order.Duty;
import io.shopledger.order.Fulfillment;
import io.shopledger.order.Fulfillment.FulfilledLine;
import io.shopledger.order.LineDetails;
import io.shopledger.order.OrderLine;
import io.shopledger.order.ParcelDetails;
import io.shopledger.order.ShippingDetails;
import io.shopledger.order.ShippingLine;
import io.shopledger.order.TaxLine;
import io.shopledger.shopify.json.Connection;
import io.shopledger.shopify.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An order's lines and parcels from the nodes of GraphQL. */
final class OrderLists {
    private static final Set<String> NOT_OF_THE_PARCEL =
            Set.of("FULFILLED", "MARKED_AS_FULFILLED", "SUBMITTED", "CANCELED", "NOT_DELIVERED", "LABEL_VOIDED");

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

    static LineDetails details(JsonObject line) {
        return new LineDetails(
                line.gid("id"),
                line.text("name"),
                allocations(line),
                line.each(
                        "duties",
                        duty -> new Duty(
                                duty.gid("id"),
                                duty.text("harmonizedSystemCode"),
                                duty.word("countryCodeOfOrigin"),
                                NodeMoney.bag(duty, "price"),
                                taxLines(duty))),
                channelLiable(line));
    }

    static ShippingLine shippingLine(JsonObject line) {
        return new ShippingLine(
                shippingId(line),
                line.text("title"),
                line.text("code"),
                line.text("source"),
                NodeMoney.bag(line, "originalPriceSet"),
                NodeMoney.bag(line, "discountedPriceSet"));
    }

    static ShippingDetails shippingDetails(JsonObject line) {
        return new ShippingDetails(
                shippingId(line),
                line.text("carrierIdentifier"),
                line.flag("isRemoved"),
                NodeMoney.bag(line, "currentDiscountedPriceSet"),
                allocations(line),
                taxLines(line));
    }

    private static long shippingId(JsonObject line) {
        return line.get("id") == null ? 0 : line.gid("id"); // as the webhook's older payloads, some have none
    }

    /** @return the titles of those taxes that the channel owes */
    static List<String> channelLiable(JsonObject owner) {
        return owner
                .each("taxLines", tax -> Boolean.TRUE.equals(tax.flag("channelLiable")) ? tax.text("title") : null)
                .stream()
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static List<DiscountAllocation> allocations(JsonObject line) {
        return line.each("discountAllocations", part -> {
            JsonObject discount = part.object("discountApplication");
            return new DiscountAllocation(
                    discount == null ? null : discount.number("index"), NodeMoney.bag(part, "allocatedAmountSet"));
        });
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
                Connection.of(parcel, "fulfillmentLineItems")
                        .map(line -> new FulfilledLine(
                                Objects.requireNonNullElse(line.gidOf("lineItem"), 0L),
                                count(line.number("quantity")))));
    }

    /** Some of GraphQL's states say how the work stands, as {@code status} does, and not where the parcel is. */
    static ParcelDetails parcelDetails(JsonObject parcel) {
        String shown = parcel.word("displayStatus");
        return new ParcelDetails(parcel.gid("id"), shown != null && NOT_OF_THE_PARCEL.contains(shown) ? null : shown);
    }

    static ObjectNode tracking(JsonObject parcel) {
        return ParcelTracking.of(each(parcel, "number"), each(parcel, "url"));
    }

    private static List<String> each(JsonObject parcel, String field) {
        return parcel.each("trackingInfo", info -> info.text(field)).stream()
                .flatMap(Stream::ofNullable)
                .toList();
    }

    static long count(@Nullable Long quantity) {
        return quantity == null ? 0 : quantity;
    }
}
