package io.shopledger.simulator.truth;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reckons an order's sums from its lines and its shipping: once as ordered ({@code total_…}), once as left after edits
 * and refunds ({@code current_…}).
 */
final class Sums {
    private final ObjectNode order;
    private final Currencies currencies;
    private final boolean taxesIncluded;

    private Amount gross = Amount.ZERO;
    private Amount discounts = Amount.ZERO;
    private Amount tax = Amount.ZERO;
    private Amount shipping = Amount.ZERO;
    private Amount currentNet = Amount.ZERO;
    private Amount currentDiscounts = Amount.ZERO;
    private Amount currentTax = Amount.ZERO;
    private Amount currentShipping = Amount.ZERO;
    private long grams;
    private final Map<String, ObjectNode> taxLines = new LinkedHashMap<>();

    private Sums(ObjectNode order) {
        this.order = order;
        currencies = Currencies.of(order);
        taxesIncluded = order.get("taxes_included").asBoolean();
    }

    /** @param paid what the buyer paid and did not get back, in the shop's minor units */
    static void write(ObjectNode order, long paid) {
        Sums sums = new Sums(order);
        order.get("line_items").forEach(line -> sums.addLine((ObjectNode) line));
        order.get("shipping_lines").forEach(line -> sums.addShipping((ObjectNode) line));
        sums.write(paid);
    }

    /** What the buyer paid and did not get back, in the shop's minor units. */
    static long paid(JsonNode order) {
        return currentTotal(order) - outstanding(order);
    }

    static long outstanding(JsonNode order) {
        return Currencies.of(order).readShop(order.get("total_outstanding"));
    }

    static long currentTotal(JsonNode order) {
        return Currencies.of(order).readShop(order.get("current_total_price"));
    }

    /** What {@code quantity} pieces of a line cost; {@code net} is after discount. */
    static LineSum ofLine(JsonNode order, JsonNode line, long quantity) {
        Currencies currencies = Currencies.of(order);
        Amount gross = currencies.read(line.get("price_set")).times(quantity);
        Amount allocated = Amount.ZERO;
        for (JsonNode allocation : line.get("discount_allocations")) {
            allocated = allocated.plus(currencies.read(allocation.get("amount_set")));
        }
        Amount discount = allocated.share(quantity, line.get("quantity").asLong());
        Amount net = gross.minus(discount);
        Amount tax = Amount.ZERO;
        for (JsonNode taxLine : line.get("tax_lines")) {
            tax = tax.plus(net.tax(rate(taxLine), order.get("taxes_included").asBoolean()));
        }
        return new LineSum(gross, discount, net, tax);
    }

    private void addLine(ObjectNode line) {
        LineSum ordered = ofLine(order, line, line.get("quantity").asLong());
        gross = gross.plus(ordered.gross);
        discounts = discounts.plus(ordered.discount);
        writeTax(line, ordered.net);
        LineSum current = ofLine(order, line, line.get("current_quantity").asLong());
        currentNet = currentNet.plus(current.net);
        currentDiscounts = currentDiscounts.plus(current.discount);
        currentTax = currentTax.plus(current.tax);
        grams += line.get("grams").asLong() * line.get("quantity").asLong();
    }

    private void addShipping(ObjectNode line) {
        Amount price = currencies.read(line.get("discounted_price_set"));
        Amount current = currencies.read(line.get("current_discounted_price_set"));
        shipping = shipping.plus(price);
        currentShipping = currentShipping.plus(current);
        writeTax(line, price);
        for (JsonNode taxLine : line.get("tax_lines")) {
            currentTax = currentTax.plus(current.tax(rate(taxLine), taxesIncluded));
        }
    }

    private void writeTax(ObjectNode line, Amount net) {
        for (JsonNode taxLine : line.get("tax_lines")) {
            Amount part = net.tax(rate(taxLine), taxesIncluded);
            currencies.put((ObjectNode) taxLine, "price", part);
            tax = tax.plus(part);
            ObjectNode whole = taxLines.computeIfAbsent(taxLine.get("title").asString(), title -> {
                ObjectNode first = ((ObjectNode) taxLine).deepCopy();
                currencies.put(first, "price", Amount.ZERO);
                return first;
            });
            currencies.put(
                    whole, "price", currencies.read(whole.get("price_set")).plus(part));
        }
    }

    private void write(long paid) {
        Amount subtotal = gross.minus(discounts);
        Amount currentTotal = total(currentNet, currentShipping, currentTax);
        currencies.put(order, "total_line_items_price", gross);
        currencies.put(order, "total_discounts", discounts);
        currencies.put(order, "subtotal_price", subtotal);
        currencies.put(order, "total_tax", tax);
        currencies.put(order, "total_price", total(subtotal, shipping, tax));
        order.set("total_shipping_price_set", currencies.set(shipping));
        currencies.put(order, "current_subtotal_price", currentNet);
        currencies.put(order, "current_total_discounts", currentDiscounts);
        currencies.put(order, "current_total_tax", currentTax);
        currencies.put(order, "current_total_price", currentTotal);
        order.set("current_shipping_price_set", currencies.set(currentShipping));
        order.put("total_outstanding", currencies.text(new Amount(currentTotal.shop() - paid, 0)));
        Border.sum(order, currencies);
        order.put("total_weight", grams);
        ArrayNode lines = order.putArray("tax_lines");
        taxLines.values().forEach(lines::add);
    }

    private Amount total(Amount net, Amount shipping, Amount tax) {
        Amount untaxed = net.plus(shipping);
        return taxesIncluded ? untaxed : untaxed.plus(tax);
    }

    private static BigDecimal rate(JsonNode taxLine) {
        return new BigDecimal(taxLine.get("rate").asString());
    }

    /** @param net after discount, before or with tax as the order has it */
    record LineSum(Amount gross, Amount discount, Amount net, Amount tax) {}
}
