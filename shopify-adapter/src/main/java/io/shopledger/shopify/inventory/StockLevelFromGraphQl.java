package io.shopledger.shopify.inventory;

import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.shopify.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A stock level's record from a node of GraphQL, as the fragment {@code InventoryLevel} selects it. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/objects/InventoryLevel">InventoryLevel</a>.
 */
public final class StockLevelFromGraphQl {
    private static final String LOCATION_NAME = "location_name";

    private StockLevelFromGraphQl() {}

    public static StockLevelRecord record(JsonObject level) {
        Map<String, @Nullable Long> told = new HashMap<>();
        level.each("quantities", quantity -> quantity)
                .forEach(quantity -> told.put(String.valueOf(quantity.text("name")), quantity.number("quantity")));
        JsonObject location = level.object("location");
        Set<String> unknown = new TreeSet<>(StockLevelRecord.FIELDS.entityFields());
        if (level.has("quantities") && level.get("quantities") == null) {
            unknown.clear(); // nothing is stocked there
        }
        unknown.removeAll(told.keySet());
        unknown.remove(LOCATION_NAME);
        if (location == null || !location.has("name")) {
            unknown.add(LOCATION_NAME);
        }
        return new StockLevelRecord(
                StockLevelRecord.MAPPING,
                unknown,
                told.get(StockLevelFromWebhook.AVAILABLE),
                told.get("on_hand"),
                told.get("committed"),
                told.get("incoming"),
                told.get("reserved"),
                told.get("damaged"),
                told.get("safety_stock"),
                told.get("quality_control"),
                location == null ? null : location.text("name"));
    }
}
