package io.shopledger.shopify.inventory;

import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.shopify.json.Connection;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Selected;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An inventory item's record from a node of GraphQL, as the fragment {@code InventoryItem} selects it. A field that is not
 * there, or a connection of which a page was not read, is unknown. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/objects/InventoryItem">InventoryItem</a>.
 */
public final class InventoryItemFromGraphQl {
    private static final Map<String, String> OTHER_NAME =
            Map.of("cost", "unitCost", "weight", "measurement", "weight_unit", "measurement");

    private InventoryItemFromGraphQl() {}

    public static InventoryItemRecord record(JsonObject node) {
        Connection codes = Connection.of(node, "countryHarmonizedSystemCodes");
        Set<String> unknown = Selected.unknown(InventoryItemRecord.FIELDS.entityFields(), OTHER_NAME, node);
        if (!codes.whole()) {
            unknown.add("country_harmonized_system_codes");
        }
        JsonObject cost = node.object("unitCost");
        JsonObject weight = weight(node);
        return new InventoryItemRecord(
                InventoryItemRecord.MAPPING,
                unknown,
                node.text("sku"),
                node.time("createdAt"),
                node.flag("requiresShipping"),
                node.flag("tracked"),
                cost == null ? null : cost.amount("amount"), // its currency is always the shop's
                node.word("countryCodeOfOrigin"),
                node.word("provinceCodeOfOrigin"),
                node.text("harmonizedSystemCode"),
                codes.whole()
                        ? codes.map(code -> code.word("countryCode") + ":" + code.text("harmonizedSystemCode"))
                        : List.of(),
                weight == null ? null : weight.decimal("value"),
                weight == null ? null : Weight.unit(weight.word("unit")));
    }

    private static @Nullable JsonObject weight(JsonObject node) {
        JsonObject measurement = node.object("measurement");
        return measurement == null ? null : measurement.object("weight");
    }
}
