package io.shopledger.simulator.truth;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Places orders in the shape of order webhooks of API version 2026-07
 * (https://shopify.dev/docs/api/webhooks/2026-07?reference=toml).
 */
final class NewOrders {
    private static final String SHOP_CURRENCY = "USD";
    private static final List<Currencies> ABROAD = List.of(
            new Currencies(SHOP_CURRENCY, "EUR", new BigDecimal("0.9213")),
            new Currencies(SHOP_CURRENCY, "CAD", new BigDecimal("1.3621")),
            new Currencies(SHOP_CURRENCY, "JPY", new BigDecimal("151.37")),
            new Currencies(SHOP_CURRENCY, "KWD", new BigDecimal("0.3068")));
    private static final Currencies AT_HOME = new Currencies(SHOP_CURRENCY, SHOP_CURRENCY, BigDecimal.ONE);

    private final String shop;
    private final Goods goods;

    NewOrders(String shop, Goods goods) {
        this.shop = shop;
        this.goods = goods;
    }

    ObjectNode place(Moment at) {
        @Nullable ObjectNode buyer = goods.buyer(at);
        Currencies currencies = at.chance(0.75) ? AT_HOME : at.oneOf(ABROAD);
        boolean counter = at.chance(0.05) || buyer == null;
        ObjectNode order = PackedJson.JSON.createObjectNode();
        head(order, at, buyer, counter);
        origin(order, at, counter);
        order.put("currency", SHOP_CURRENCY).put("presentment_currency", currencies.presentment());
        order.put("taxes_included", at.chance(0.2))
                .put("tax_exempt", at.chance(0.02))
                .put("estimated_taxes", at.chance(0.05));
        extras(order, at, currencies, counter);
        people(order, at, buyer, counter);
        lines(order, at, currencies);
        payment(order, at);
        return order;
    }

    private static void head(ObjectNode order, Moment at, @Nullable ObjectNode buyer, boolean counter) {
        long id = at.ids().next();
        int number = at.ids().nextNumber();
        order.put("id", id).put("admin_graphql_api_id", "gid://shopify/Order/" + id);
        order.put("name", "#" + number).put("number", number - 1000).put("order_number", number);
        order.put("created_at", at.text()).put("processed_at", at.text()).put("updated_at", at.text());
        order.putNull("cancel_reason").putNull("cancelled_at").putNull("closed_at");
        order.put("confirmed", true).put("confirmation_number", at.token(9).toUpperCase(Locale.ROOT));
        order.put("email", buyer == null || counter ? "" : buyer.get("email").asString())
                .put(
                        "contact_email",
                        buyer == null || counter ? null : buyer.get("email").asString());
        order.put("phone", buyer != null && at.chance(0.3) ? text(buyer, "phone") : null);
        order.put("buyer_accepts_marketing", at.chance(0.4));
        order.put(
                "customer_locale",
                buyer != null
                                && buyer.get("default_address")
                                        .get("country_code")
                                        .asString()
                                        .equals("JP")
                        ? "ja-JP"
                        : "en");
        order.put("note", at.chance(0.2) ? at.oneOf(EditDetails.NOTES) : null);
        order.putArray("note_attributes");
        if (at.chance(0.15)) {
            order.withArray("note_attributes").addObject().put("name", "gift").put("value", "yes 🎁");
        }
        order.put("tags", at.chance(0.5) ? "" : at.oneOf(EditDetails.TAGS)).put("test", at.chance(0.02));
        order.put("po_number", at.chance(0.05) ? "PO-" + number : null);
        order.putNull("fulfillment_status").putArray("fulfillments");
        order.putArray("refunds");
        order.putArray("returns");
        order.putArray("line_item_groups");
    }

    private void origin(ObjectNode order, Moment at, boolean counter) {
        String token = at.token(32);
        String address = "203.0.113." + at.between(1, 254);
        order.put("app_id", counter ? 129785 : 580111).put("source_name", counter ? "pos" : "web");
        order.put("browser_ip", counter ? null : address).put("token", token);
        order.put("cart_token", counter ? null : "hWN" + at.token(24)).put("checkout_token", at.token(32));
        order.put("checkout_id", 36_000_000_000_000L + order.get("order_number").asLong());
        order.put("landing_site", counter || at.chance(0.4) ? null : "/products/mug?utm_source=news&q=caf%C3%A9");
        order.putNull("landing_site_ref");
        order.put("referring_site", at.chance(0.3) ? "https://www.example.com/search?q=mug" : null);
        order.put(
                "order_status_url",
                "https://%s/548380009/orders/%s/authenticate?key=%s".formatted(shop, token, at.token(16)));
        order.putNull("device_id").put("location_id", counter ? (Long) Fulfil.LOCATION : null);
        order.put("merchant_business_entity_id", "MTU0ODM4MDAwOQ").putNull("merchant_of_record_app_id");
        order.putNull("reference")
                .putNull("source_identifier")
                .putNull("source_url")
                .putNull("user_id");
        order.putNull("company").putNull("payment_terms");
        if (counter) {
            order.putNull("client_details");
        } else {
            order.putObject("client_details")
                    .put("accept_language", at.chance(0.5) ? "pl-PL,pl;q=0.8,en;q=0.4" : null)
                    .put("browser_height", 826)
                    .put("browser_ip", address)
                    .put("browser_width", 1440)
                    .putNull("session_hash")
                    .put("user_agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36");
        }
    }

    /** Sums of their own, which no other contains. */
    private static void extras(ObjectNode order, Moment at, Currencies currencies, boolean counter) {
        boolean tipped = counter && at.chance(0.3);
        order.put(
                "total_tip_received",
                currencies.text(tipped ? currencies.amount(at.between(1, 5) * 100L) : Amount.ZERO));
        boolean fees = at.chance(0.05);
        for (String which : List.of("current", "original")) {
            order.set(which + "_total_additional_fees_set", fees ? currencies.set(currencies.amount(125)) : null);
        }
        Amount rounding = counter && at.chance(0.3) ? currencies.amount(at.between(1, 4) * 100L) : Amount.ZERO;
        order.set("total_cash_rounding_payment_adjustment_set", currencies.set(rounding));
        order.set("total_cash_rounding_refund_adjustment_set", currencies.set(Amount.ZERO));
        order.put("channel", counter ? "pos" : "online_store")
                .put("channel_name", counter ? "Point of Sale" : "Online Store");
    }

    private static void people(ObjectNode order, Moment at, @Nullable ObjectNode buyer, boolean counter) {
        if (buyer == null || counter) {
            order.putNull("customer").putNull("billing_address").putNull("shipping_address");
            return;
        }
        ObjectNode customer = buyer.deepCopy();
        customer.remove("addresses");
        order.set("customer", customer);
        order.set("billing_address", People.address(buyer));
        ObjectNode shipping = People.address(buyer);
        if (at.chance(0.2)) {
            People.move(shipping, at.random());
        }
        order.set("shipping_address", shipping);
    }

    private void lines(ObjectNode order, Moment at, Currencies currencies) {
        order.putArray("line_items");
        int count = at.between(1, 6);
        for (int i = 0; i < count; i++) {
            ObjectNode line = Catalogue.line(goods.wares(at), at, currencies);
            if (!order.get("tax_exempt").asBoolean()) {
                tax(line, "State Tax", 0.0625, currencies);
                if (at.chance(0.5)) {
                    tax(line, "County Tax", 0.0175, currencies);
                }
            }
            order.withArray("line_items").add(line);
        }
        order.putArray("shipping_lines");
        if (!order.get("shipping_address").isNull()) {
            order.withArray("shipping_lines").add(shipping(order, at, currencies));
        }
        Discounts.grant(order, at);
        Border.put(order, at, currencies);
        if (at.chance(0.05)) { // sold on a market place, which owes the taxes
            order.get("line_items").forEach(NewOrders::owedByTheChannel);
            order.get("shipping_lines").forEach(NewOrders::owedByTheChannel);
        }
    }

    private static void owedByTheChannel(JsonNode line) {
        line.get("tax_lines").forEach(tax -> ((ObjectNode) tax).put("channel_liable", true));
    }

    private static ObjectNode shipping(ObjectNode order, Moment at, Currencies currencies) {
        Amount price = at.chance(0.3) ? Amount.ZERO : currencies.amount(at.between(4, 20) * 100 - 5);
        ObjectNode line = PackedJson.JSON.createObjectNode();
        line.put("id", at.ids().next())
                .put("carrier_identifier", at.chance(0.2) ? "carrier-" + at.token(6) : null)
                .put("code", "Standard");
        line.set("current_discounted_price_set", currencies.set(price));
        currencies.put(line, "discounted_price", price);
        line.put("is_removed", false).putNull("phone");
        currencies.put(line, "price", price);
        line.putNull("requested_fulfillment_service_id");
        line.put("source", "shopify").put("title", at.chance(0.7) ? "Standard" : "Express – 速達");
        line.putArray("tax_lines");
        line.putArray("discount_allocations");
        if (!order.get("tax_exempt").asBoolean()) {
            tax(line, "State Tax", 0.0625, currencies);
        }
        return line;
    }

    private static @Nullable String text(ObjectNode of, String key) {
        return of.get(key).isNull() ? null : of.get(key).asString();
    }

    private static void tax(ObjectNode line, String title, double rate, Currencies currencies) {
        ObjectNode tax = line.withArray("tax_lines").addObject();
        tax.put("channel_liable", false);
        currencies.put(tax, "price", Amount.ZERO);
        tax.put("rate", rate).put("title", title);
    }

    /** Who buys, and what of. */
    interface Goods {
        /** A customer as in webhooks; absent where there are none. */
        @Nullable
        ObjectNode buyer(Moment at);

        /** Absent for a line that is written by hand. */
        @Nullable
        Wares wares(Moment at);
    }

    private static void payment(ObjectNode order, Moment at) {
        int way = at.random().nextInt(100);
        String status = way < 15 ? "pending" : way < 40 ? "authorized" : "paid";
        order.put("financial_status", status);
        order.putArray("payment_gateway_names")
                .add(status.equals("pending") ? "manual" : way % 3 == 0 ? "paypal" : "shopify_payments");
        if (way > 95) {
            order.withArray("payment_gateway_names").add("gift_card");
        }
        Sums.write(order, 0);
        if (status.equals("paid")) {
            Sums.write(order, Sums.currentTotal(order));
        }
        Payments.begin(order, at);
        new AssessRisk().take(order, at);
    }
}
