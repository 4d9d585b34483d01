package io.shopledger.simulator.truth;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The buyer gets some pieces' price back; with the last pieces, the shipping's too. */
final class Refund implements Step {
    @Override
    public boolean possible(ObjectNode order) {
        return Step.isNull(order, "cancelled_at")
                && Step.isOneOf(order, "financial_status", "paid", "partially_refunded")
                && Sums.currentTotal(order) > 0;
    }

    @Override
    public List<Topic> take(ObjectNode order, Moment at) {
        List<Pieces> pieces = new ArrayList<>();
        boolean all = at.chance(0.2);
        for (JsonNode line : order.get("line_items")) {
            int left = line.get("current_quantity").asInt();
            if (left > 0 && (all || pieces.isEmpty() || at.chance(0.3))) {
                pieces.add(new Pieces((ObjectNode) line, all ? left : at.between(1, left)));
            }
        }
        refund(order, pieces, at.chance(0.5) ? "return" : "no_restock", at);
        order.put("financial_status", Sums.currentTotal(order) == 0 ? "refunded" : "partially_refunded");
        Fulfil.writeStatus(order);
        return List.of();
    }

    static boolean anyPaidBack(ObjectNode order) {
        for (JsonNode refund : order.get("refunds")) {
            if (!refund.get("transactions").isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Takes {@code pieces} off the order and pays back as far as they are paid. */
    static void refund(ObjectNode order, List<Pieces> pieces, String restock, Moment at) {
        long paid = Sums.paid(order);
        ObjectNode refund = order.withArray("refunds").addObject();
        long id = at.ids().next();
        refund.put("id", id).put("admin_graphql_api_id", "gid://shopify/Refund/" + id);
        refund.put("order_id", order.get("id").asLong())
                .put("created_at", at.text())
                .put("processed_at", at.text());
        refund.put("note", at.chance(0.4) ? "Things were damaged – œuf cassé" : null)
                .put("user_id", 548_380_009L);
        refund.putArray("duties");
        refund.set("total_duties_set", Currencies.of(order).set(Amount.ZERO));
        refund.putNull("return").putArray("refund_shipping_lines");
        refund.put("restock", !restock.equals("no_restock")).putArray("order_adjustments");
        refund.putArray("refund_line_items");
        pieces.forEach(taken -> takeOff(order, refund, taken, restock, at));
        if (nothingLeft(order)) {
            dropShipping(order, refund, at);
        }
        Sums.write(order, paid);
        long back = Math.max(0, -Sums.outstanding(order));
        refund.putArray("transactions");
        if (back > 0) {
            payBack(order, refund, back, at);
        }
        if (at.chance(0.15)) {
            adjust(order, refund, at);
        }
        Sums.write(order, paid - back);
    }

    private static void takeOff(ObjectNode order, ObjectNode refund, Pieces taken, String restock, Moment at) {
        ObjectNode line = taken.line();
        int count = taken.count();
        Currencies currencies = Currencies.of(order);
        int quantity = line.get("current_quantity").asInt();
        Sums.LineSum before = Sums.ofLine(order, line, quantity);
        Sums.LineSum after = Sums.ofLine(order, line, quantity - count);
        Amount net = before.net().minus(after.net());
        Amount tax = before.tax().minus(after.tax());
        ObjectNode item = refund.withArray("refund_line_items").addObject();
        item.put("id", at.ids().next()).put("quantity", count);
        item.put("line_item_id", line.get("id").asLong());
        item.put("location_id", restock.equals("no_restock") ? null : (Long) Fulfil.LOCATION);
        item.put("restock_type", restock);
        item.put("subtotal", Double.parseDouble(currencies.text(net)));
        item.put("total_tax", Double.parseDouble(currencies.text(tax)));
        item.set("subtotal_set", currencies.set(net));
        item.set("total_tax_set", currencies.set(tax));
        line.put("current_quantity", quantity - count);
        if (quantity == count) {
            Border.giveBack(order, refund, line, currencies);
        }
        int fulfillable = line.get("fulfillable_quantity").asInt();
        line.put("fulfillable_quantity", Math.max(0, Math.min(fulfillable, quantity - count)));
        item.set("line_item", line.deepCopy());
    }

    /** More or less was paid back than the pieces were worth. */
    private static void adjust(ObjectNode order, ObjectNode refund, Moment at) {
        Currencies currencies = Currencies.of(order);
        ObjectNode adjustment = refund.withArray("order_adjustments").addObject();
        adjustment
                .put("id", at.ids().next())
                .put("order_id", order.get("id").asLong())
                .put("refund_id", refund.get("id").asLong());
        long less = -at.between(1, 9) * 100L;
        currencies.put(adjustment, "amount", new Amount(less, less));
        currencies.put(adjustment, "tax_amount", Amount.ZERO);
        adjustment.put("kind", "refund_discrepancy").put("reason", "Refund discrepancy");
    }

    private static boolean nothingLeft(ObjectNode order) {
        for (JsonNode line : order.get("line_items")) {
            if (line.get("current_quantity").asLong() > 0) {
                return false;
            }
        }
        return true;
    }

    private static void dropShipping(ObjectNode order, ObjectNode refund, Moment at) {
        Currencies currencies = Currencies.of(order);
        for (JsonNode line : order.get("shipping_lines")) {
            Amount left = currencies.read(line.get("current_discounted_price_set"));
            ((ObjectNode) line).set("current_discounted_price_set", currencies.set(Amount.ZERO));
            ObjectNode part = refund.withArray("refund_shipping_lines").addObject();
            part.put("id", at.ids().next());
            part.set("subtotal_amount_set", currencies.set(left));
            part.set("tax_amount_set", currencies.set(Amount.ZERO));
            part.set("shipping_line", ((ObjectNode) line).deepCopy());
        }
    }

    private static void payBack(ObjectNode order, ObjectNode refund, long back, Moment at) {
        ObjectNode transaction = refund.withArray("transactions").addObject();
        long id = at.ids().next();
        transaction.put("id", id).put("admin_graphql_api_id", "gid://shopify/OrderTransaction/" + id);
        transaction
                .put("order_id", order.get("id").asLong())
                .put("kind", "refund")
                .put("status", "success");
        // A payment is made, and paid back, in the currency that the customer saw.
        transaction.put("amount", Currencies.of(order).presented(back, order.get("total_price_set")));
        transaction.put("currency", order.get("presentment_currency").asString());
        transaction.put("gateway", order.get("payment_gateway_names").get(0).asString());
        transaction.put("created_at", at.text()).put("processed_at", at.text()).put("message", "Refunded");
        transaction
                .put("test", order.get("test").asBoolean())
                .putNull("authorization")
                .putNull("error_code");
        transaction
                .putNull("location_id")
                .putNull("parent_id")
                .putNull("user_id")
                .putNull("device_id");
        transaction
                .put("source_name", "1830279")
                .put("payment_id", order.get("name").asString() + ".1");
        transaction.put("manual_payment_gateway", false).putObject("receipt");
        Payments.paidBack(order, transaction, back);
    }

    /** Some pieces of one line of the order. */
    record Pieces(ObjectNode line, int count) {}
}
