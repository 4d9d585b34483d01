package io.shopledger.shopify.inventory;

import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.shopify.json.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * A stock level's record from a node of GraphQL, as the fragment {@code InventoryLevel} selects it. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/objects/InventoryLevel">InventoryLevel</a>.
 */
public final class StockLevelFromGraphQl {
    private StockLevelFromGraphQl() {}

    public static StockLevelRecord record(JsonObject level) {
        List<JsonObject> available = level.each("quantities", quantity -> quantity).stream()
                .filter(quantity -> StockLevelFromWebhook.AVAILABLE.equals(quantity.text("name")))
                .toList();
        boolean told = level.has("quantities") && (level.get("quantities") == null || !available.isEmpty());
        return new StockLevelRecord(
                StockLevelRecord.MAPPING,
                told ? Set.of() : Set.of(StockLevelFromWebhook.AVAILABLE),
                available.isEmpty() ? null : available.get(0).number("quantity"));
    }
}
