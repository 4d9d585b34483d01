package io.shopledger.simulator.truth;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Grants some orders a discount, allocated to their lines. */
final class Discounts {
    private Discounts() {}

    static void grant(ObjectNode order, Moment at) {
        order.putArray("discount_codes");
        order.putArray("discount_applications");
        if (at.chance(0.2)) {
            int percent = at.between(1, 5) * 5;
            Amount whole = allocate(order, percent, false);
            String code = "SAVE" + percent;
            application(order, "discount_code", percent, "across", "all").put("code", code);
            order.withArray("discount_codes")
                    .addObject()
                    .put("code", code)
                    .put("amount", Currencies.of(order).text(whole))
                    .put("type", "percentage");
        } else if (at.chance(0.06)) {
            int percent = at.between(1, 3) * 5;
            allocate(order, percent, false);
            application(order, "automatic", percent, "across", "entitled").put("title", "Herbst-Aktion");
        } else if (at.chance(0.06)) {
            allocate(order, 15, true);
            application(order, "manual", 15, "each", "explicit")
                    .put("title", "Stammkunde")
                    .put("description", "Danke für Ihre Treue – café");
        }
    }

    /** @param onLine whether it is a discount of the line itself, which alone {@code total_discount} tells */
    private static Amount allocate(ObjectNode order, int percent, boolean onLine) {
        Currencies currencies = Currencies.of(order);
        Amount whole = Amount.ZERO;
        for (JsonNode line : order.get("line_items")) {
            Amount part = currencies
                    .read(line.get("price_set"))
                    .times(line.get("quantity").asLong())
                    .share(percent, 100);
            ObjectNode allocation = line.withArray("discount_allocations").addObject();
            currencies.put(allocation, "amount", part);
            allocation.put("discount_application_index", 0);
            if (onLine) {
                currencies.put((ObjectNode) line, "total_discount", part);
            }
            whole = whole.plus(part);
        }
        return whole;
    }

    private static ObjectNode application(ObjectNode order, String type, int percent, String method, String selection) {
        return order.withArray("discount_applications")
                .addObject()
                .put("target_type", "line_item")
                .put("type", type)
                .put("value", percent + ".0")
                .put("value_type", "percentage")
                .put("allocation_method", method)
                .put("target_selection", selection);
    }
}
