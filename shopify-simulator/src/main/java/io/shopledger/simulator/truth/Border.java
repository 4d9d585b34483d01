package io.shopledger.simulator.truth;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an order abroad costs at the border. The prices include it, so that no sum is another by it. */
final class Border {
    private static final List<String> CODES = List.of("420292", "691200", "610910");
    private static final List<String> ORIGINS = List.of("IT", "CN", "PT");

    private Border() {}

    static void put(ObjectNode order, Moment at, Currencies currencies) {
        boolean abroad = !currencies.presentment().equals(currencies.shop());
        order.put("duties_included", abroad && at.chance(0.4));
        if (!order.get("duties_included").asBoolean()) {
            return;
        }
        for (JsonNode line : order.get("line_items")) {
            Amount price = currencies.amount(at.between(1, 30) * 100L - 1);
            ObjectNode duty = line.withArray("duties").addObject();
            long id = at.ids().next();
            duty.put("id", id).put("admin_graphql_api_id", "gid://shopify/Duty/" + id);
            duty.put("harmonized_system_code", at.oneOf(CODES)).put("country_code_of_origin", at.oneOf(ORIGINS));
            currencies.set(price).properties().forEach(money -> duty.set(money.getKey(), money.getValue()));
            duty.putArray("tax_lines");
        }
    }

    static Amount price(Currencies currencies, JsonNode duty) {
        return currencies.read(duty);
    }

    /** Of lines that are gone altogether none are left. */
    static void sum(ObjectNode order, Currencies currencies) {
        Amount original = Amount.ZERO;
        Amount current = Amount.ZERO;
        boolean any = false;
        for (JsonNode line : order.get("line_items")) {
            for (JsonNode duty : line.get("duties")) {
                any = true;
                original = original.plus(price(currencies, duty));
                if (line.get("current_quantity").asLong() > 0) {
                    current = current.plus(price(currencies, duty));
                }
            }
        }
        order.set("original_total_duties_set", any ? currencies.set(original) : null);
        order.set("current_total_duties_set", any ? currencies.set(current) : null);
    }

    /** Gives back the duties of a line of which nothing is left. */
    static void giveBack(ObjectNode order, ObjectNode refund, JsonNode line, Currencies currencies) {
        Amount all = currencies.read(refund.get("total_duties_set"));
        for (JsonNode duty : line.get("duties")) {
            ObjectNode back = refund.withArray("duties").addObject();
            back.put("duty_id", duty.get("id").asLong());
            back.set("amount_set", currencies.set(price(currencies, duty)));
            all = all.plus(price(currencies, duty));
        }
        refund.set("total_duties_set", currencies.set(all));
    }
}
