package io.shopledger.simulator.graphql;

import io.shopledger.simulator.truth.Entity;
import io.shopledger.simulator.truth.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Orders as GraphQL shows them; their refunds and parcels are {@link RefundShape}'s and {@link ParcelShape}'s. */
final class OrderShape {
    /** What an order that waits may be shown as instead; webhooks know none of them. */
    private static final List<String> WAITING = List.of(
            "UNFULFILLED",
            "UNFULFILLED",
            "UNFULFILLED",
            "UNFULFILLED",
            "UNFULFILLED",
            "IN_PROGRESS",
            "ON_HOLD",
            "SCHEDULED",
            "OPEN",
            "PENDING_FULFILLMENT",
            "REQUEST_DECLINED");

    private static final Map<String, String> FULFILLMENT =
            Map.of("partial", "PARTIALLY_FULFILLED", "fulfilled", "FULFILLED", "restocked", "RESTOCKED");
    private static final List<String> SUMS = List.of(
            "total_price_set",
            "subtotal_price_set",
            "total_tax_set",
            "total_discounts_set",
            "total_shipping_price_set",
            "current_total_price_set",
            "current_subtotal_price_set",
            "current_total_tax_set",
            "current_total_discounts_set",
            "current_shipping_price_set",
            "current_total_duties_set",
            "original_total_duties_set",
            "current_total_additional_fees_set",
            "original_total_additional_fees_set");
    private static final long ID_STEP = 32_768;

    private final Lookup lookup;
    private final RefundShape refunds;
    private final ParcelShape parcels;

    OrderShape(Lookup lookup) {
        this.lookup = lookup;
        this.refunds = new RefundShape(this, lookup);
        this.parcels = new ParcelShape(this, lookup);
    }

    Map<String, @Nullable Object> order(Entity entity) {
        return order(entity.whole());
    }

    Map<String, @Nullable Object> order(JsonNode body) {
        long id = body.get("id").asLong();
        Shape order = Shape.identified("Order", body)
                .same("email", "phone", "note", "po_number", "confirmation_number", "customer_locale", "source_name")
                .words("name")
                .put("number", body.get("order_number").asInt())
                .times("created_at", "processed_at", "updated_at", "cancelled_at", "closed_at")
                .put("closed", !body.get("closed_at").isNull())
                .put("cancelReason", Shape.upper(body.get("cancel_reason")))
                .put("currencyCode", body.get("currency").asString())
                .put("presentmentCurrencyCode", body.get("presentment_currency").asString())
                .put("displayFinancialStatus", Shape.upper(body.get("financial_status")))
                .put("displayFulfillmentStatus", fulfillment(id, body))
                .flags("confirmed", "test", "taxes_included", "tax_exempt", "estimated_taxes", "duties_included")
                .put("totalWeight", body.get("total_weight").asString())
                .put("tags", Shape.list(body.get("tags")))
                .put("paymentGatewayNames", Shape.each(body.get("payment_gateway_names"), JsonNode::asString))
                .put(
                        "discountCodes",
                        Shape.each(
                                body.get("discount_codes"),
                                code -> code.get("code").asString()))
                .put("clientIp", Shape.text(body.get("browser_ip")))
                .put("statusPageUrl", body.get("order_status_url").asString())
                .put("customAttributes", attributes(body.get("note_attributes")));
        whoAndWhere(order, id, body);
        sums(order, body);
        return order.put("taxLines", Shape.each(body.get("tax_lines"), OrderShape::tax))
                .put("lineItems", new Children(body.get("line_items"), this::line))
                .put("shippingLines", new Children(body.get("shipping_lines"), OrderShape::shipping))
                .put("discountApplications", MoneyShape.discounts(body))
                .put("transactions", Shape.each(body.get("transactions"), RefundShape::payment))
                .put("returns", new Children(body.get("returns"), back -> ReturnShape.shape(back, this, body)))
                .put("risk", ReturnShape.risk(body))
                .put("attribution", ReturnShape.attribution(body))
                .put("refunds", Shape.each(body.get("refunds"), refund -> refunds.refund(refund, body)))
                .put("fulfillments", Shape.each(body.get("fulfillments"), parcel -> parcels.parcel(parcel, body)))
                .fields();
    }

    @Nullable
    Map<String, @Nullable Object> refund(long id, List<Entity> among) {
        JsonNode order = owner("refunds", id, among);
        return order == null ? null : refunds.refund(part(order, "refunds", id), order);
    }

    @Nullable
    Map<String, @Nullable Object> fulfillment(long id, List<Entity> among) {
        JsonNode order = owner("fulfillments", id, among);
        return order == null ? null : parcels.parcel(part(order, "fulfillments", id), order);
    }

    Map<String, @Nullable Object> line(JsonNode line) {
        Shape shape = Shape.identified("LineItem", line);
        if (line.get("product_id").isNull()) {
            shape.put("product", null).put("variant", null);
        } else {
            long product = line.get("product_id").asLong();
            long variant = line.get("variant_id").asLong();
            shape.other("product", "Product", product, () -> lookup.productOr(product));
            shape.other("variant", "ProductVariant", variant, () -> lookup.variantOr(product, variant));
        }
        return shape.same("variant_title", "sku", "vendor")
                .words("title", "name")
                .put("quantity", line.get("quantity").asInt())
                .put("currentQuantity", line.get("current_quantity").asInt())
                .put("unfulfilledQuantity", line.get("fulfillable_quantity").asInt())
                .flags("requires_shipping", "taxable")
                .put("isGiftCard", line.get("gift_card").asBoolean())
                .put("originalUnitPriceSet", Shape.bag(line.get("price_set")))
                .put("totalDiscountSet", Shape.bag(line.get("total_discount_set")))
                .put("taxLines", Shape.each(line.get("tax_lines"), OrderShape::tax))
                .put("discountAllocations", MoneyShape.allocations(line))
                .put("duties", Shape.each(line.get("duties"), MoneyShape::duty))
                .put("customAttributes", attributes(line.get("properties")))
                .fields();
    }

    /** A line of the order by its id. */
    Map<String, @Nullable Object> line(JsonNode order, long id) {
        return line(part(order, "line_items", id));
    }

    /** A return of some order by its id. */
    @Nullable
    Map<String, @Nullable Object> orderReturn(long id, List<Entity> among) {
        JsonNode order = owner("returns", id, among);
        return order == null ? null : ReturnShape.shape(part(order, "returns", id), this, order);
    }

    static JsonNode part(JsonNode order, String list, long id) {
        for (JsonNode candidate : order.get(list)) {
            if (candidate.get("id").asLong() == id) {
                return candidate;
            }
        }
        throw new IllegalStateException("no " + id + " among the " + list);
    }

    private static @Nullable JsonNode owner(String list, long id, List<Entity> among) {
        for (Entity entity : among) {
            JsonNode order = entity.whole();
            for (JsonNode candidate : order.get(list)) {
                if (candidate.get("id").asLong() == id) {
                    return order;
                }
            }
        }
        return null;
    }

    private static String fulfillment(long id, JsonNode body) {
        String status = Shape.text(body.get("fulfillment_status"));
        String shown = WAITING.get((int) (id / ID_STEP % WAITING.size()));
        if (status == null) {
            return body.get("cancelled_at").isNull() ? shown : "UNFULFILLED";
        }
        boolean goesOn = status.equals("partial") && shown.equals("IN_PROGRESS");
        return goesOn ? shown : FULFILLMENT.getOrDefault(status, "UNFULFILLED");
    }

    private void whoAndWhere(Shape order, long id, JsonNode body) {
        JsonNode customer = body.get("customer");
        JsonNode location = body.get("location_id");
        String address = Gid.of("MailingAddress", id) + "?model_name=Address";
        if (customer.isNull()) {
            order.put("customer", null);
        } else {
            long buyer = customer.get("id").asLong();
            order.other("customer", "Customer", buyer, () -> lookup.find(Kind.CUSTOMER, buyer));
        }
        order.put("app", Map.of("id", Gid.of("App", body.get("app_id").asLong())))
                .later("retailLocation", () -> location.isNull() ? null : lookup.location(location.asLong()))
                .put("billingAddress", CustomerShape.address(body.get("billing_address"), address))
                .put("shippingAddress", CustomerShape.address(body.get("shipping_address"), address))
                .put("customerJourneySummary", journey(id, body));
    }

    private static @Nullable Map<String, @Nullable Object> journey(long id, JsonNode body) {
        if (body.get("cart_token").isNull()) {
            return null;
        }
        Map<String, @Nullable Object> visit = new LinkedHashMap<>();
        visit.put("id", Gid.of("CustomerVisit", id));
        String landing = Shape.text(body.get("landing_site"));
        visit.put("landingPage", landing == null ? null : "https://shop.example.com" + landing);
        visit.put("referrerUrl", Shape.text(body.get("referring_site")));
        Map<String, @Nullable Object> journey = new LinkedHashMap<>();
        journey.put("firstVisit", visit);
        journey.put("lastVisit", visit);
        return journey;
    }

    private static void sums(Shape order, JsonNode body) {
        for (String sum : SUMS) {
            order.put(Shape.camel(sum), Shape.bag(body.get(sum)));
        }
        RefundShape.totals(order, body);
        int quantity = 0;
        for (JsonNode line : body.get("line_items")) {
            quantity += line.get("current_quantity").asInt();
        }
        order.put("subtotalLineItemsQuantity", quantity);
        Map<String, @Nullable Object> rounding = new LinkedHashMap<>();
        rounding.put("paymentSet", Shape.bag(body.get("total_cash_rounding_payment_adjustment_set")));
        rounding.put("refundSet", Shape.bag(body.get("total_cash_rounding_refund_adjustment_set")));
        order.put("totalCashRoundingAdjustment", rounding);
    }

    static Map<String, @Nullable Object> shipping(JsonNode line) {
        return new Shape("ShippingLine", line)
                .put("id", Gid.of("ShippingLine", line.get("id").asLong()))
                .same("code", "source", "phone", "carrier_identifier")
                .words("title")
                .flags("is_removed")
                .put("originalPriceSet", Shape.bag(line.get("price_set")))
                .put("discountedPriceSet", Shape.bag(line.get("discounted_price_set")))
                .put("currentDiscountedPriceSet", Shape.bag(line.get("current_discounted_price_set")))
                .put("discountAllocations", MoneyShape.allocations(line))
                .put("taxLines", Shape.each(line.get("tax_lines"), OrderShape::tax))
                .fields();
    }

    static Map<String, @Nullable Object> tax(JsonNode tax) {
        double rate = tax.get("rate").asDouble();
        return new Shape("TaxLine", tax)
                .words("title")
                .put("rate", rate)
                .put("ratePercentage", rate * 100)
                .flags("channel_liable")
                .put("priceSet", Shape.bag(tax.get("price_set")))
                .fields();
    }

    private static List<Map<String, @Nullable Object>> attributes(JsonNode pairs) {
        return Shape.each(pairs, pair -> {
            Map<String, @Nullable Object> attribute = new LinkedHashMap<>();
            attribute.put("key", pair.get("name").asString());
            attribute.put("value", Shape.text(pair.get("value")));
            return attribute;
        });
    }
}
