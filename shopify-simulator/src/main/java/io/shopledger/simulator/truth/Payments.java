package io.shopledger.simulator.truth;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The steps in which an order is paid. */
final class Payments {
    private Payments() {}

    /** What an order begins with. */
    static void begin(ObjectNode order, Moment at) {
        order.putArray("transactions");
        long total = Sums.currentTotal(order);
        switch (order.get("financial_status").asString()) {
            case "pending" -> add(order, "sale", "pending", total, null, at);
            case "authorized" -> add(order, "authorization", "success", total, null, at);
            default -> {
                if (at.chance(0.1)) {
                    add(order, "sale", "failure", total, null, at).put("error_code", "card_declined");
                }
                add(order, "sale", "success", total, null, at);
            }
        }
    }

    /** @param amount in the shop's minor units */
    static void pay(ObjectNode order, long amount, Moment at) {
        JsonNode authorization = last(order, "authorization");
        boolean first = authorization != null && last(order, "capture") == null;
        add(order, first ? "capture" : "sale", "success", amount, first ? authorization : null, at);
    }

    static void cancel(ObjectNode order, Moment at) {
        JsonNode authorization = last(order, "authorization");
        if (authorization != null && last(order, "capture") == null && last(order, "void") == null) {
            add(order, "void", "success", Sums.currentTotal(order), authorization, at);
        }
    }

    /** @param transaction as in the refund */
    static void paidBack(ObjectNode order, ObjectNode transaction, long amount) {
        JsonNode paid = last(order, "capture");
        JsonNode parent = paid == null ? last(order, "sale") : paid;
        transaction.put(
                "parent_id", parent == null ? null : (Long) parent.get("id").asLong());
        ObjectNode step = order.withArray("transactions").addObject();
        for (String key : new String[] {
            "id",
            "kind",
            "status",
            "gateway",
            "amount",
            "currency",
            "created_at",
            "processed_at",
            "parent_id",
            "payment_id",
            "test",
            "error_code"
        }) {
            step.set(key, transaction.get(key));
        }
        step.set("amount_set", both(order, amount));
    }

    private static ObjectNode add(
            ObjectNode order, String kind, String status, long amount, @Nullable JsonNode parent, Moment at) {
        ObjectNode step = order.withArray("transactions").addObject();
        ObjectNode both = both(order, amount);
        step.put("id", at.ids().next()).put("kind", kind).put("status", status);
        step.put("gateway", order.get("payment_gateway_names").get(0).asString());
        step.set("amount", both.get("presentment_money").get("amount"));
        step.put("currency", order.get("presentment_currency").asString());
        step.put("created_at", at.text()).put("processed_at", at.text());
        step.put("parent_id", parent == null ? null : (Long) parent.get("id").asLong());
        step.put(
                "payment_id",
                order.get("name").asString() + "." + order.get("transactions").size());
        step.put("test", order.get("test").asBoolean()).putNull("error_code");
        step.set("amount_set", both);
        return step;
    }

    private static ObjectNode both(ObjectNode order, long amount) {
        Currencies currencies = Currencies.of(order);
        ObjectNode both = PackedJson.JSON.createObjectNode();
        both.putObject("shop_money")
                .put("amount", currencies.text(new Amount(amount, 0)))
                .put("currency_code", order.get("currency").asString());
        both.putObject("presentment_money")
                .put("amount", currencies.presented(amount, order.get("total_price_set")))
                .put("currency_code", order.get("presentment_currency").asString());
        return both;
    }

    private static @Nullable JsonNode last(ObjectNode order, String kind) {
        JsonNode last = null;
        for (JsonNode step : order.get("transactions")) {
            if (step.get("kind").asString().equals(kind)
                    && step.get("status").asString().equals("success")) {
                last = step;
            }
        }
        return last;
    }
}
