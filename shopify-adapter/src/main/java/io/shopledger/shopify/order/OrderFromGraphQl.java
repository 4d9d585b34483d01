package io.shopledger.shopify.order;

import io.shopledger.MoneyBag;
import io.shopledger.Sealed;
import io.shopledger.order.Fulfillment;
import io.shopledger.order.OrderRecord;
import io.shopledger.shopify.json.Connection;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Selected;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order's record from a node of GraphQL, as the fragment {@code Order} selects it. A field that is not there, or a
 * connection of which a page was not read, is unknown. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/objects/Order">Order</a>.
 */
public final class OrderFromGraphQl {
    /** Our fields whose name in GraphQL is not theirs in camel case. */
    private static final Map<String, String> OTHER_NAME = otherNames();

    private static final Set<String> OF_WEBHOOKS =
            Set.of("discount_code_amounts", "line_handling", "parcel_services", "browsing");

    private OrderFromGraphQl() {}

    /** @param personal the personal fields, sealed; absent where not all were told or where their key was destroyed */
    public static OrderRecord record(JsonObject node, @Nullable Sealed personal) {
        String currency = node.word("currencyCode");
        Connection lines = Connection.of(node, "lineItems");
        Connection shippingLines = Connection.of(node, "shippingLines");
        Connection discounts = Connection.of(node, "discountApplications");
        Connection returns = Connection.of(node, "returns");
        JsonObject rounding = node.object("totalCashRoundingAdjustment");
        JsonObject risk = node.object("risk");
        JsonObject attribution = node.object("attribution");
        List<Fulfillment> parcels = node.each("fulfillments", OrderLists::fulfillment);
        String status = node.word("displayFulfillmentStatus");
        boolean oneCurrency = currency != null && currency.equals(node.word("presentmentCurrencyCode"));
        MoneyBag total = lines.whole() && oneCurrency ? NodeMoney.total(lines.nodes(), currency) : null;
        Set<String> unknown = Selected.unknown(OrderRecord.FIELDS.entityFields(), OTHER_NAME, node);
        know(unknown, "personal", personal != null);
        know(unknown, "line_items", lines.whole());
        know(unknown, "shipping_lines", shippingLines.whole());
        know(unknown, "total_line_items_price", total != null);
        know(unknown, "refunds", RefundNodes.whole(node));
        know(unknown, "fulfillments", OrderLists.wholeFulfillments(node));
        know(unknown, "channel_liable_taxes", node.has("taxLines"));
        know(unknown, "discount_applications", discounts.whole());
        OF_WEBHOOKS.forEach(field -> know(unknown, field, false));
        know(unknown, "line_details", lines.whole());
        know(unknown, "shipping_details", shippingLines.whole());
        know(unknown, "refund_details", RefundNodes.wholeDetails(node));
        know(unknown, "parcel_details", !unknown.contains("fulfillments"));
        know(unknown, "returns", AfterSaleNodes.wholeReturns(returns));
        if (FoldedStatus.needsLines(status) && !(lines.whole() && OrderLists.wholeFulfillments(node))) {
            unknown.add("fulfillment_status");
        }
        return new OrderRecord(
                OrderRecord.MAPPING,
                unknown,
                node.text("name"),
                node.number("number"),
                node.time("createdAt"),
                node.time("processedAt"),
                node.time("cancelledAt"),
                node.word("cancelReason"),
                node.time("closedAt"),
                currency,
                node.word("presentmentCurrencyCode"),
                node.word("displayFinancialStatus"),
                unknown.contains("fulfillment_status") ? null : FoldedStatus.of(status, lines.nodes(), parcels),
                node.flag("confirmed"),
                node.text("confirmationNumber"),
                node.flag("test"),
                node.flag("taxesIncluded"),
                node.gidOf("customer"),
                node.text("customerLocale"),
                node.text("sourceName"),
                node.gidOf("app"),
                node.gidOf("retailLocation"),
                node.text("poNumber"),
                node.number("totalWeight"),
                node.texts("tags"),
                node.texts("paymentGatewayNames"),
                node.texts("discountCodes"),
                NodeMoney.bag(node, "totalPriceSet"),
                NodeMoney.bag(node, "subtotalPriceSet"),
                NodeMoney.bag(node, "totalTaxSet"),
                NodeMoney.bag(node, "totalDiscountsSet"),
                NodeMoney.bag(node, "totalShippingPriceSet"),
                total,
                NodeMoney.bag(node, "currentTotalPriceSet"),
                NodeMoney.bag(node, "currentSubtotalPriceSet"),
                NodeMoney.bag(node, "currentTotalTaxSet"),
                NodeMoney.bag(node, "currentTotalDiscountsSet"),
                OrderLists.taxLines(node),
                lines.whole() ? lines.map(OrderLists::line) : List.of(),
                shippingLines.whole() ? shippingLines.map(OrderLists::shippingLine) : List.of(),
                unknown.contains("refunds") ? List.of() : node.each("refunds", RefundNodes::refund),
                unknown.contains("fulfillments") ? List.of() : parcels,
                personal,
                null,
                node.flag("taxExempt"),
                node.flag("estimatedTaxes"),
                node.flag("dutiesIncluded"),
                NodeMoney.inShops(node, "totalTipReceivedSet"),
                NodeMoney.inShops(node, "totalOutstandingSet"),
                rounding == null ? null : NodeMoney.bag(rounding, "paymentSet"),
                rounding == null ? null : NodeMoney.bag(rounding, "refundSet"),
                NodeMoney.bag(node, "currentShippingPriceSet"),
                NodeMoney.bag(node, "currentTotalDutiesSet"),
                NodeMoney.bag(node, "originalTotalDutiesSet"),
                NodeMoney.bag(node, "currentTotalAdditionalFeesSet"),
                NodeMoney.bag(node, "originalTotalAdditionalFeesSet"),
                OrderLists.channelLiable(node),
                discounts.whole() ? DiscountNodes.applications(discounts) : List.of(),
                List.of(), // what a code came to, how lines are handled and who sent a parcel only the webhook tells
                lines.whole() ? lines.map(OrderLists::details) : List.of(),
                List.of(),
                shippingLines.whole() ? shippingLines.map(OrderLists::shippingDetails) : List.of(),
                unknown.contains("refund_details") ? List.of() : node.each("refunds", RefundNodes::details),
                unknown.contains("parcel_details") ? List.of() : node.each("fulfillments", OrderLists::parcelDetails),
                List.of(),
                node.each("transactions", AfterSaleNodes::payment),
                unknown.contains("returns") ? List.of() : returns.map(AfterSaleNodes::orderReturn),
                risk == null ? null : risk.word("recommendation"),
                AfterSaleNodes.assessments(risk),
                attribution == null ? null : attribution.text("handle"),
                attribution == null ? null : attribution.text("displayName"));
    }

    private static void know(Set<String> unknown, String field, boolean known) {
        if (known) {
            unknown.remove(field);
        } else {
            unknown.add(field);
        }
    }

    private static Map<String, String> otherNames() {
        Map<String, String> names = new HashMap<>();
        OrderRecord.FIELDS.entityFields().stream()
                .filter(field -> OrderRecord.FIELDS.type(field) == MoneyBag.class)
                .forEach(field -> names.put(field, Selected.camelCase(field) + "Set"));
        names.put("order_number", "number");
        names.put("currency", "currencyCode");
        names.put("presentment_currency", "presentmentCurrencyCode");
        names.put("financial_status", "displayFinancialStatus");
        names.put("fulfillment_status", "displayFulfillmentStatus");
        names.put("customer_id", "customer");
        names.put("app_id", "app");
        names.put("location_id", "retailLocation");
        names.put("total_cash_rounding_payment_adjustment", "totalCashRoundingAdjustment");
        names.put("total_cash_rounding_refund_adjustment", "totalCashRoundingAdjustment");
        names.put("risk_recommendation", "risk");
        names.put("risk_assessments", "risk");
        names.put("channel", "attribution");
        names.put("channel_name", "attribution");
        return Map.copyOf(names);
    }
}
