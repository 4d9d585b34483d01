package io.shopledger.simulator.graphql;

import io.shopledger.simulator.truth.Entity;
import io.shopledger.simulator.truth.Shop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Items, levels and locations as GraphQL shows them. */
final class InventoryShape {
    private static final Map<String, String> UNITS =
            Map.of("kg", "KILOGRAMS", "g", "GRAMS", "lb", "POUNDS", "oz", "OUNCES");
    private static final List<String> NAMES = List.of(
            "available", "on_hand", "incoming", "committed", "reserved", "damaged", "safety_stock", "quality_control");

    private final Lookup lookup;

    InventoryShape(Lookup lookup) {
        this.lookup = lookup;
    }

    Map<String, @Nullable Object> item(Entity entity) {
        JsonNode body = entity.body().tree();
        long id = entity.id();
        String cost = Shape.text(body.get("cost"));
        return Shape.identified("InventoryItem", body)
                .same("sku", "country_code_of_origin", "province_code_of_origin", "harmonized_system_code")
                .flags("tracked", "requires_shipping")
                .times("created_at", "updated_at")
                .put("unitCost", cost == null ? null : Shape.money(cost, Shop.CURRENCY))
                .put("measurement", measurement(id, body))
                .put(
                        "countryHarmonizedSystemCodes",
                        new Children(body.get("country_harmonized_system_codes"), InventoryShape::code))
                .later("inventoryLevels", () -> new Children(lookup.levels(id), lookup::level))
                .put("inventoryLevel", (Asked) field -> {
                    String location = field.getArgument("locationId");
                    return lookup.level(id, location == null ? -1 : Gid.number(location));
                })
                .later("variants", () -> variants(id))
                .fields();
    }

    Map<String, @Nullable Object> level(Entity entity) {
        return level(entity.whole());
    }

    Map<String, @Nullable Object> level(JsonNode body) {
        long item = body.get("inventory_item_id").asLong();
        return new Shape("InventoryLevel", body)
                .put("id", body.get("admin_graphql_api_id").asString())
                .times("updated_at")
                .later("createdAt", () -> {
                    Map<String, @Nullable Object> owner = lookup.item(item);
                    return owner == null ? null : owner.get("createdAt");
                })
                .put("isActive", true)
                .later("item", () -> lookup.item(item))
                .later("location", () -> lookup.location(body.get("location_id").asLong()))
                .put("quantities", (Asked) field -> {
                    List<String> names = field.getArgument("names");
                    return quantities(body, names == null ? List.of() : names);
                })
                .fields();
    }

    static Map<String, @Nullable Object> location(JsonNode location) {
        return Shape.identified("Location", location)
                .words("name")
                .put("isActive", location.get("active").asBoolean())
                .times("created_at", "updated_at")
                .put(
                        "address",
                        new Shape("LocationAddress", location)
                                .same("address1", "address2", "city", "phone", "province", "province_code", "zip")
                                .put("country", Shape.text(location.get("country_name")))
                                .put("countryCode", Shape.text(location.get("country_code")))
                                .fields())
                .fields();
    }

    private Children variants(long item) {
        Map<String, @Nullable Object> variant = lookup.variantOfItem(item);
        return new Children(
                variant == null ? List.of() : List.of(JsonNodeFactory.instance.objectNode()),
                none -> variant == null ? Map.of() : variant);
    }

    private static List<Map<String, @Nullable Object>> quantities(JsonNode level, List<String> names) {
        List<Map<String, @Nullable Object>> quantities = new ArrayList<>();
        long item = level.get("inventory_item_id").asLong();
        for (String name : names) {
            if (!NAMES.contains(name)) {
                throw Complaint.of(
                        "INVALID_FIELD_ARGUMENTS", "The quantity name '%s' is not one of %s.".formatted(name, NAMES));
            }
            Map<String, @Nullable Object> quantity = new LinkedHashMap<>();
            quantity.put(
                    "id",
                    "gid://shopify/InventoryQuantity/%d?inventory_item_id=%d&name=%s"
                            .formatted(level.get("location_id").asLong(), item, name));
            quantity.put("name", name);
            quantity.put("quantity", level.get(name).asInt());
            quantity.put("updatedAt", Shape.time(level.get("updated_at")));
            quantities.add(quantity);
        }
        return quantities;
    }

    private static Map<String, @Nullable Object> measurement(long id, JsonNode body) {
        Map<String, @Nullable Object> measurement = new LinkedHashMap<>();
        measurement.put("id", Gid.of("InventoryItemMeasurement", id));
        measurement.put(
                "weight",
                Map.of(
                        "value", body.get("weight_value").asDouble(),
                        "unit", UNITS.getOrDefault(body.get("weight_unit").asString(), "KILOGRAMS")));
        return measurement;
    }

    private static Map<String, @Nullable Object> code(JsonNode code) {
        return new Shape("CountryHarmonizedSystemCode", code)
                .words("country_code", "harmonized_system_code")
                .fields();
    }
}
