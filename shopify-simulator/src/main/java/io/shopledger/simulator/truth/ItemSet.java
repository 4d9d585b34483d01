package io.shopledger.simulator.truth;

import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code productSet} asks for beside the product itself: the items of its variants, and how many there are. */
final class ItemSet {
    private static final Map<String, String> UNITS =
            Map.of("KILOGRAMS", "kg", "GRAMS", "g", "POUNDS", "lb", "OUNCES", "oz");
    private static final Map<String, String> CODES = Map.of(
            "countryCodeOfOrigin", "country_code_of_origin",
            "provinceCodeOfOrigin", "province_code_of_origin",
            "harmonizedSystemCode", "harmonized_system_code");

    private final Store store;
    private final Inventory inventory;

    ItemSet(Store store) {
        this.store = store;
        this.inventory = new Inventory(store);
    }

    /** The item of a new variant of which nothing else was said. */
    static ObjectNode plain(ObjectNode variant, String now) {
        long id = variant.get("inventory_item_id").asLong();
        ObjectNode item = PackedJson.JSON.createObjectNode();
        item.put("id", id)
                .put("sku", variant.get("sku").asString(""))
                .put("created_at", now)
                .put("updated_at", now);
        item.put("requires_shipping", true).putNull("cost").putNull("country_code_of_origin");
        item.putNull("province_code_of_origin")
                .putNull("harmonized_system_code")
                .put("tracked", false);
        item.putArray("country_harmonized_system_codes");
        item.put("weight_value", 0.0).put("weight_unit", "kg");
        return item.put("admin_graphql_api_id", "gid://shopify/InventoryItem/" + id);
    }

    void apply(ObjectNode variant, JsonNode input, Moment at) {
        long item = variant.get("inventory_item_id").asLong();
        Entity known = store.shelf(Kind.ITEM).find(item);
        JsonNode wanted = input.get("inventoryItem");
        if (known != null && wanted != null && wanted.isObject()) {
            ObjectNode body = known.body().tree();
            fill(body, wanted);
            if (!body.equals(known.body().tree())) {
                inventory.edit(known, current -> fill(current, wanted));
            }
        }
        JsonNode quantities = input.get("inventoryQuantities");
        if (quantities != null && quantities.isArray()) {
            quantities.forEach(quantity -> quantity(item, quantity, at));
        }
    }

    private void quantity(long item, JsonNode wanted, Moment at) {
        String gid = wanted.get("locationId").asString();
        long location = Long.parseLong(gid.substring(gid.lastIndexOf('/') + 1));
        long quantity = wanted.get("quantity").asLong();
        Entity level = inventory.level(item, location);
        if (level == null) {
            inventory.connect(item, location, quantity, at);
        } else if (level.body().tree().get("available").asLong() != quantity) {
            inventory.set(level, quantity);
        }
    }

    private static void fill(ObjectNode item, JsonNode wanted) {
        for (String flag : new String[] {"tracked", "requiresShipping"}) {
            if (wanted.has(flag)) {
                item.put(
                        flag.equals("tracked") ? flag : "requires_shipping",
                        wanted.get(flag).asBoolean());
            }
        }
        if (wanted.has("cost")) {
            JsonNode cost = wanted.get("cost");
            item.put(
                    "cost",
                    cost.isNull()
                            ? null
                            : new BigDecimal(cost.asString()).setScale(2).toPlainString());
        }
        CODES.forEach((from, to) -> {
            if (wanted.has(from)) {
                item.set(to, wanted.get(from));
            }
        });
        JsonNode weight = wanted.path("measurement").path("weight");
        if (weight.isObject()) {
            item.put("weight_value", weight.get("value").asDouble());
            item.put("weight_unit", UNITS.getOrDefault(weight.get("unit").asString(), "kg"));
        }
    }
}
