package io.shopledger.shopify.order;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.Sealed;
import io.shopledger.order.OrderRecord;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Misread;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order's record from the body of an {@code orders/*} webhook. A key that is not there is unknown; a key that is null
 * is absent. See <a href="https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-orders/updated">
 * orders/updated</a>.
 */
public final class OrderFromWebhook {
    /** Our fields whose key in the webhook has another name. */
    private static final Map<String, String> OTHER_KEY =
            Map.of("customer_id", "customer", "total_shipping_price", "total_shipping_price_set");

    private static final Set<String> IN_SHOPS_CURRENCY = Set.of("total_tip_received", "total_outstanding");

    /** Not in the webhook; its {@code returns} are there, but nothing says what would stand in them. */
    private static final Set<String> OF_GRAPHQL =
            Set.of("transactions", "returns", "risk_recommendation", "risk_assessments", "channel", "channel_name");

    /** What stands in the items of lists, and in which. */
    private static final Map<String, String> LIST_OF = Map.of(
            "channel_liable_taxes", "tax_lines",
            "discount_code_amounts", "discount_codes",
            "line_details", "line_items",
            "line_handling", "line_items",
            "shipping_details", "shipping_lines",
            "refund_details", "refunds",
            "parcel_details", "fulfillments",
            "parcel_services", "fulfillments");

    /** Of what stands in the items of lists: whether the body tells it of each. */
    private static final Map<String, Predicate<JsonObject>> TOLD_BY = Map.of(
            "channel_liable_taxes", body -> all(body, "tax_lines", "channel_liable"),
            "discount_code_amounts", body -> all(body, "discount_codes", "amount", "type"),
            "line_details", body -> all(body, "line_items", "name", "discount_allocations", "duties"),
            "line_handling", body -> all(body, "line_items", "grams", "fulfillment_service"),
            "shipping_details",
                    body -> all(
                            body,
                            "shipping_lines",
                            "is_removed",
                            "current_discounted_price_set",
                            "discount_allocations",
                            "tax_lines"),
            "refund_details",
                    body -> all(
                            body, "refunds", "processed_at", "duties", "order_adjustments", "refund_shipping_lines"),
            "parcel_details", body -> all(body, "fulfillments", "shipment_status"),
            "parcel_services", body -> all(body, "fulfillments", "service"));

    private OrderFromWebhook() {}

    /**
     * @param personal the personal fields that GraphQL tells too, sealed; absent where none came or where their key was
     *     destroyed
     * @param browsing those that only a webhook tells, likewise
     */
    public static OrderRecord record(JsonObject body, @Nullable Sealed personal, @Nullable Sealed browsing) {
        String currency = body.word("currency");
        LinesFromWebhook lines = new LinesFromWebhook(currency);
        RefundsFromWebhook refunds = new RefundsFromWebhook(
                currency, body.get("presentment_currency") == null ? currency : body.word("presentment_currency"));
        Set<String> unknown = unknown(body, personal, browsing);
        OrderRecord told = new OrderRecord(
                OrderRecord.MAPPING,
                unknown,
                body.text("name"),
                body.number("order_number"),
                body.time("created_at"),
                body.time("processed_at"),
                body.time("cancelled_at"),
                body.word("cancel_reason"),
                body.time("closed_at"),
                currency,
                body.word("presentment_currency"),
                body.word("financial_status"),
                fulfillmentStatus(body),
                body.flag("confirmed"),
                body.text("confirmation_number"),
                body.flag("test"),
                body.flag("taxes_included"),
                customerId(body),
                body.text("customer_locale"),
                body.text("source_name"),
                body.number("app_id"),
                body.number("location_id"),
                body.text("po_number"),
                body.number("total_weight"),
                body.texts("tags"),
                body.texts("payment_gateway_names"),
                body.each("discount_codes", code -> code.text("code")).stream()
                        .flatMap(Stream::ofNullable)
                        .toList(),
                bag(body, "total_price", currency),
                bag(body, "subtotal_price", currency),
                bag(body, "total_tax", currency),
                bag(body, "total_discounts", currency),
                bag(body, "total_shipping_price", currency),
                bag(body, "total_line_items_price", currency),
                bag(body, "current_total_price", currency),
                bag(body, "current_subtotal_price", currency),
                bag(body, "current_total_tax", currency),
                bag(body, "current_total_discounts", currency),
                lines.taxLines(body),
                body.each("line_items", lines::line),
                body.each("shipping_lines", lines::shippingLine),
                body.each("refunds", refunds::refund),
                body.each("fulfillments", ParcelsFromWebhook::fulfillment),
                personal,
                browsing,
                body.flag("tax_exempt"),
                body.flag("estimated_taxes"),
                body.flag("duties_included"),
                inShops(body, "total_tip_received", currency),
                inShops(body, "total_outstanding", currency),
                bag(body, "total_cash_rounding_payment_adjustment", currency),
                bag(body, "total_cash_rounding_refund_adjustment", currency),
                bag(body, "current_shipping_price", currency),
                bag(body, "current_total_duties", currency),
                bag(body, "original_total_duties", currency),
                bag(body, "current_total_additional_fees", currency),
                bag(body, "original_total_additional_fees", currency),
                unknown.contains("channel_liable_taxes") ? List.of() : LinesFromWebhook.channelLiable(body),
                body.each("discount_applications", DiscountsFromWebhook::application),
                unknown.contains("discount_code_amounts")
                        ? List.of()
                        : body.each("discount_codes", code -> DiscountsFromWebhook.codeAmount(code, currency)),
                unknown.contains("line_details") ? List.of() : body.each("line_items", lines::details),
                unknown.contains("line_handling") ? List.of() : body.each("line_items", LinesFromWebhook::handling),
                unknown.contains("shipping_details") ? List.of() : body.each("shipping_lines", lines::shippingDetails),
                unknown.contains("refund_details") ? List.of() : body.each("refunds", refunds::details),
                unknown.contains("parcel_details") ? List.of() : body.each("fulfillments", ParcelsFromWebhook::details),
                unknown.contains("parcel_services")
                        ? List.of()
                        : body.each("fulfillments", ParcelsFromWebhook::service),
                List.of(), // payments, returns, risk and channel are GraphQL's alone
                List.of(),
                null,
                List.of(),
                null,
                null);
        return Misread.without(told, body, field -> LIST_OF.getOrDefault(field, OTHER_KEY.getOrDefault(field, field)));
    }

    /** Told in the shop's currency alone, whatever the customer paid in. */
    private static @Nullable MoneyBag inShops(JsonObject body, String field, @Nullable String currency) {
        Money amount = body.amount(field);
        return amount == null ? null : new MoneyBag(new Money(amount.amount(), currency), null);
    }

    private static Set<String> unknown(JsonObject body, @Nullable Sealed personal, @Nullable Sealed browsing) {
        Set<String> unknown = new TreeSet<>();
        for (String field : OrderRecord.FIELDS.entityFields()) {
            String key = OTHER_KEY.getOrDefault(field, field);
            if (OrderRecord.FIELDS.type(field) != Sealed.class
                    && !TOLD_BY.containsKey(field)
                    && !body.has(key)
                    && !body.has(key + "_set")) {
                unknown.add(field);
            } else if (OrderRecord.FIELDS.type(field) == MoneyBag.class
                    && !IN_SHOPS_CURRENCY.contains(field)
                    && !saysBothCurrencies(body, field)) {
                unknown.add(field);
            }
        }
        unknown.addAll(OF_GRAPHQL);
        TOLD_BY.forEach((field, told) -> {
            if (!told.test(body)) {
                unknown.add(field);
            }
        });
        if (personal == null) {
            unknown.add("personal");
        }
        if (browsing == null) {
            unknown.add("browsing");
        }
        return unknown;
    }

    /** Where the customer paid in another currency, the plain amount tells only half of a bag. */
    private static boolean saysBothCurrencies(JsonObject body, String field) {
        String presentment = body.word("presentment_currency");
        return body.get(field + "_set") != null
                || presentment == null
                || presentment.equals(body.word("currency"))
                || body.get(field) == null;
    }

    private static @Nullable MoneyBag bag(JsonObject body, String field, @Nullable String currency) {
        return saysBothCurrencies(body, field) ? body.bag(field, currency) : null;
    }

    private static @Nullable String fulfillmentStatus(JsonObject body) {
        String status = body.word("fulfillment_status");
        return status == null && body.has("fulfillment_status") ? "UNFULFILLED" : status;
    }

    private static @Nullable Long customerId(JsonObject body) {
        JsonObject customer = body.object("customer");
        return customer == null ? null : customer.number("id");
    }

    private static boolean all(JsonObject body, String list, String... keys) {
        return body.has(list)
                && body.each(list, item -> Stream.of(keys).allMatch(item::has)).stream()
                        .allMatch(told -> told);
    }
}
