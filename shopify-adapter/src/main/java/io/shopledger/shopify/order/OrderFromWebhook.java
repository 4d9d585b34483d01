package io.shopledger.shopify.order;

import io.shopledger.MoneyBag;
import io.shopledger.Sealed;
import io.shopledger.order.Fulfillment;
import io.shopledger.order.Fulfillment.FulfilledLine;
import io.shopledger.order.OrderLine;
import io.shopledger.order.OrderRecord;
import io.shopledger.order.Refund;
import io.shopledger.order.Refund.RefundLine;
import io.shopledger.order.Refund.RefundTransaction;
import io.shopledger.order.ShippingLine;
import io.shopledger.order.TaxLine;
import io.shopledger.shopify.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    private OrderFromWebhook() {}

    /**
     * @param personal the personal fields that GraphQL tells too, sealed; absent where none came or where their key was
     *     destroyed
     * @param browsing those that only a webhook tells, likewise
     */
    public static OrderRecord record(JsonObject body, @Nullable Sealed personal, @Nullable Sealed browsing) {
        String currency = body.word("currency");
        String presentment = body.get("presentment_currency") == null ? currency : body.word("presentment_currency");
        return new OrderRecord(
                OrderRecord.MAPPING,
                unknown(body, personal, browsing),
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
                taxLines(body, currency),
                body.each("line_items", line -> line(line, currency)),
                body.each("shipping_lines", line -> shippingLine(line, currency)),
                body.each("refunds", refund -> refund(refund, currency, presentment)),
                body.each("fulfillments", OrderFromWebhook::fulfillment),
                personal,
                browsing);
    }

    private static Set<String> unknown(JsonObject body, @Nullable Sealed personal, @Nullable Sealed browsing) {
        Set<String> unknown = new TreeSet<>();
        for (String field : OrderRecord.FIELDS.entityFields()) {
            String key = OTHER_KEY.getOrDefault(field, field);
            if (OrderRecord.FIELDS.type(field) != Sealed.class && !body.has(key) && !body.has(key + "_set")) {
                unknown.add(field);
            } else if (OrderRecord.FIELDS.type(field) == MoneyBag.class && !saysBothCurrencies(body, field)) {
                unknown.add(field);
            }
        }
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

    private static List<TaxLine> taxLines(JsonObject owner, @Nullable String currency) {
        return owner.each(
                "tax_lines", tax -> new TaxLine(tax.text("title"), tax.decimal("rate"), tax.bag("price", currency)));
    }

    private static OrderLine line(JsonObject line, @Nullable String currency) {
        Long quantity = line.number("quantity");
        return new OrderLine(
                line.id("id"),
                line.number("product_id"),
                line.number("variant_id"),
                line.text("title"),
                line.text("variant_title"),
                line.text("sku"),
                line.text("vendor"),
                quantity == null ? 0 : quantity,
                line.number("current_quantity"),
                line.number("fulfillable_quantity"),
                line.bag("price", currency),
                line.bag("total_discount", currency),
                line.flag("requires_shipping"),
                line.flag("taxable"),
                line.flag("gift_card"),
                taxLines(line, currency));
    }

    private static ShippingLine shippingLine(JsonObject line, @Nullable String currency) {
        Long id = line.number("id");
        return new ShippingLine(
                id == null ? 0 : id, // older payloads have none
                line.text("title"),
                line.text("code"),
                line.text("source"),
                line.bag("price", currency),
                line.bag("discounted_price", currency));
    }

    /** @param presentment what the customer paid in, and is given back */
    private static Refund refund(JsonObject refund, @Nullable String currency, @Nullable String presentment) {
        List<RefundLine> lines = refund.each("refund_line_items", line -> {
            Long quantity = line.number("quantity");
            return new RefundLine(
                    line.id("id"),
                    line.id("line_item_id"),
                    quantity == null ? 0 : quantity,
                    line.word("restock_type"),
                    line.bag("subtotal", currency));
        });
        List<RefundTransaction> transactions = refund.each("transactions", payment -> {
            String paidIn = payment.word("currency");
            return new RefundTransaction(
                    payment.id("id"),
                    payment.word("kind"),
                    payment.word("status"),
                    payment.text("gateway"),
                    payment.money("amount", paidIn == null ? presentment : paidIn));
        });
        return new Refund(refund.id("id"), refund.time("created_at"), lines, transactions);
    }

    private static Fulfillment fulfillment(JsonObject parcel) {
        List<String> numbers = new ArrayList<>(parcel.texts("tracking_numbers"));
        String first = parcel.text("tracking_number");
        if (numbers.isEmpty() && first != null) {
            numbers.add(first);
        }
        return new Fulfillment(
                parcel.id("id"),
                parcel.text("name"),
                parcel.word("status"),
                parcel.time("created_at"),
                parcel.number("location_id"),
                parcel.text("tracking_company"),
                numbers,
                parcel.each("line_items", line -> {
                    Long quantity = line.number("quantity");
                    return new FulfilledLine(line.id("id"), quantity == null ? 0 : quantity);
                }));
    }
}
