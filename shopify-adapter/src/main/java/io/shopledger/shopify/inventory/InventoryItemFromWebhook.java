package io.shopledger.shopify.inventory;

import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Misread;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An inventory item's record from the body of an {@code inventory_items/*} webhook. A key that is not there is unknown; a
 * key that is null is absent. See
 * <a href="https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-inventory_items/update">
 * inventory_items/update</a>.
 */
public final class InventoryItemFromWebhook {
    private static final Map<String, String> OTHER_KEY = Map.of("weight", "weight_value");

    private InventoryItemFromWebhook() {}

    public static InventoryItemRecord record(JsonObject body) {
        InventoryItemRecord told = new InventoryItemRecord(
                InventoryItemRecord.MAPPING,
                unknown(body),
                body.text("sku"),
                body.time("created_at"),
                body.flag("requires_shipping"),
                body.flag("tracked"),
                body.amount("cost"),
                body.word("country_code_of_origin"),
                body.word("province_code_of_origin"),
                body.text("harmonized_system_code"),
                body.each(
                        "country_harmonized_system_codes",
                        code -> code.word("country_code") + ":" + code.text("harmonized_system_code")),
                body.decimal("weight_value"),
                Weight.unit(body.word("weight_unit")));
        return Misread.without(told, body, field -> OTHER_KEY.getOrDefault(field, field));
    }

    private static Set<String> unknown(JsonObject body) {
        Set<String> unknown = new TreeSet<>();
        for (String field : InventoryItemRecord.FIELDS.entityFields()) {
            if (!body.has(OTHER_KEY.getOrDefault(field, field))) {
                unknown.add(field);
            }
        }
        return unknown;
    }
}
