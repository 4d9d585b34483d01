package io.shopledger.simulator.truth;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shop's currency and the buyer's, by ISO 4217 code; writes prices as Shopify does.
 *
 * @param rate how much of the buyer's currency one of the shop's is worth
 */
record Currencies(String shop, String presentment, BigDecimal rate) {

    /** Those of an order that is there already; its rate is in its prices. */
    static Currencies of(JsonNode order) {
        return new Currencies(
                order.get("currency").asString(),
                order.get("presentment_currency").asString(),
                BigDecimal.ONE);
    }

    /** @param minor in the shop's currency */
    Amount amount(long minor) {
        BigDecimal presented = BigDecimal.valueOf(minor, decimals(shop)).multiply(rate);
        return new Amount(
                minor,
                presented
                        .setScale(decimals(presentment), RoundingMode.HALF_UP)
                        .unscaledValue()
                        .longValueExact());
    }

    Amount read(JsonNode set) {
        return new Amount(
                minor(set.get("shop_money").get("amount"), shop),
                minor(set.get("presentment_money").get("amount"), presentment));
    }

    /** In the shop's minor units. */
    long readShop(JsonNode text) {
        return minor(text, shop);
    }

    /** In the shop's currency, such as {@code 403.00}. */
    String text(Amount amount) {
        return text(amount.shop(), shop);
    }

    /** @return minor units of the shop's currency as the customer sees them, at the rate of {@code known} */
    String presented(long minor, JsonNode known) {
        Amount at = read(known);
        BigDecimal seen = at.shop() == 0
                ? BigDecimal.valueOf(minor)
                : BigDecimal.valueOf(minor)
                        .multiply(BigDecimal.valueOf(at.presentment()))
                        .divide(BigDecimal.valueOf(at.shop()), 0, RoundingMode.HALF_UP);
        return text(seen.longValueExact(), presentment);
    }

    ObjectNode set(Amount amount) {
        ObjectNode set = PackedJson.JSON.createObjectNode();
        set.putObject("shop_money").put("amount", text(amount)).put("currency_code", shop);
        set.putObject("presentment_money")
                .put("amount", text(amount.presentment(), presentment))
                .put("currency_code", presentment);
        return set;
    }

    /** Writes {@code key} and {@code key_set}. */
    void put(ObjectNode target, String key, Amount amount) {
        target.put(key, text(amount));
        target.set(key + "_set", set(amount));
    }

    private static long minor(JsonNode text, String currency) {
        return new BigDecimal(text.asString())
                .setScale(decimals(currency), RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    private static String text(long minor, String currency) {
        return BigDecimal.valueOf(minor, decimals(currency)).toPlainString();
    }

    private static int decimals(String currency) {
        return Currency.getInstance(currency).getDefaultFractionDigits();
    }
}
