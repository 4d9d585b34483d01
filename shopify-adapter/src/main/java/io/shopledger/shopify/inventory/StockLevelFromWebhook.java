package io.shopledger.shopify.inventory;

import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.shopify.json.JsonObject;
import java.util.Set;

/**
 * A stock level's record from the body of an {@code inventory_levels/*} webhook. See
 * <a href="https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-inventory_levels/update">
 * inventory_levels/update</a>.
 */
public final class StockLevelFromWebhook {
    static final String AVAILABLE = "available";

    private StockLevelFromWebhook() {}

    public static StockLevelRecord record(JsonObject body) {
        return new StockLevelRecord(
                StockLevelRecord.MAPPING, body.has(AVAILABLE) ? Set.of() : Set.of(AVAILABLE), body.number(AVAILABLE));
    }
}
