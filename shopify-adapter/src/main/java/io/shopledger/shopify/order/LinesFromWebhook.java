package io.shopledger.shopify.order;

import io.shopledger.MoneyBag;
import io.shopledger.order.Duty;
import io.shopledger.order.LineDetails;
import io.shopledger.order.LineHandling;
import io.shopledger.order.OrderLine;
import io.shopledger.order.ShippingDetails;
import io.shopledger.order.ShippingLine;
import io.shopledger.order.TaxLine;
import io.shopledger.shopify.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An order's lines and its shipping, as a webhook tells them. @param currency the shop's */
record LinesFromWebhook(@Nullable String currency) {

    OrderLine line(JsonObject line) {
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
                taxLines(line));
    }

    LineDetails details(JsonObject line) {
        return new LineDetails(
                line.id("id"),
                line.text("name"),
                DiscountsFromWebhook.allocations(line, currency),
                line.each("duties", this::duty),
                channelLiable(line));
    }

    static LineHandling handling(JsonObject line) {
        return new LineHandling(
                line.id("id"),
                line.number("grams"),
                line.text("fulfillment_service"),
                line.text("variant_inventory_management"));
    }

    ShippingLine shippingLine(JsonObject line) {
        return new ShippingLine(
                shippingId(line),
                line.text("title"),
                line.text("code"),
                line.text("source"),
                line.bag("price", currency),
                line.bag("discounted_price", currency));
    }

    ShippingDetails shippingDetails(JsonObject line) {
        return new ShippingDetails(
                shippingId(line),
                line.text("carrier_identifier"),
                line.flag("is_removed"),
                line.bag("current_discounted_price", currency),
                DiscountsFromWebhook.allocations(line, currency),
                taxLines(line));
    }

    List<TaxLine> taxLines(JsonObject owner) {
        return owner.each(
                "tax_lines", tax -> new TaxLine(tax.text("title"), tax.decimal("rate"), tax.bag("price", currency)));
    }

    /** @return the titles of those taxes that the channel owes */
    static List<String> channelLiable(JsonObject owner) {
        return owner
                .each("tax_lines", tax -> Boolean.TRUE.equals(tax.flag("channel_liable")) ? tax.text("title") : null)
                .stream()
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Its price stands in it without a name of its own. */
    private Duty duty(JsonObject duty) {
        JsonObject shop = duty.object("shop_money");
        JsonObject presentment = duty.object("presentment_money");
        var inShops = shop == null ? null : shop.money("amount", shop.word("currency_code"));
        return new Duty(
                duty.id("id"),
                duty.text("harmonized_system_code"),
                duty.word("country_code_of_origin"),
                inShops == null
                        ? null
                        : new MoneyBag(
                                inShops,
                                presentment == null
                                        ? null
                                        : presentment.money("amount", presentment.word("currency_code"))),
                taxLines(duty));
    }

    private static long shippingId(JsonObject line) {
        Long id = line.number("id");
        return id == null ? 0 : id; // older payloads have none
    }
}
