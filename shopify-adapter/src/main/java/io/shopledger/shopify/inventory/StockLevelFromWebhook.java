package io.shopledger.shopify.inventory;

import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.shopify.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/**
 * A stock level's record from the body of an {@code inventory_levels/*} webhook. See
 * <a href="https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-inventory_levels/update">
 * inventory_levels/update</a>.
 */
public final class StockLevelFromWebhook {
    static final String AVAILABLE = "available";

    private StockLevelFromWebhook() {}

    public static StockLevelRecord record(JsonObject body) {
        Set<String> unknown = new TreeSet<>(StockLevelRecord.FIELDS.entityFields());
        if (body.has(AVAILABLE)) {
            unknown.remove(AVAILABLE);
        }
        return new StockLevelRecord(
                StockLevelRecord.MAPPING,
                unknown,
                body.number(AVAILABLE),
                null, // the other quantities and the location's name are GraphQL's alone
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
