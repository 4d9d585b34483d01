package io.shopledger.query.inventory;

import io.shopledger.RecordFields;
import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.query.entity.Fields;
import io.shopledger.query.entity.Form;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An inventory item's fields as Shopify's webhook writes them. See <a
 * href="https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-inventory_items/update">inventory_items/update</a>.
 */
public final class InventoryItemForm implements Form<InventoryItemRecord> {
    public static final InventoryItemForm FORM = new InventoryItemForm();

    private static final Map<String, String> UNITS =
            Map.of("GRAMS", "g", "KILOGRAMS", "kg", "OUNCES", "oz", "POUNDS", "lb");

    private InventoryItemForm() {}

    @Override
    public RecordFields<InventoryItemRecord> fields() {
        return InventoryItemRecord.FIELDS;
    }

    @Override
    public void put(ObjectNode out, String field, @Nullable Object value, Class<?> type) {
        switch (field) {
            case "weight" -> Fields.put(out, "weight_value", value == null ? null : new BigDecimal((String) value));
            case "weight_unit" -> out.put(field, value == null ? null : UNITS.getOrDefault(value, Fields.lower(value)));
            case "country_harmonized_system_codes" -> {
                ArrayNode codes = out.putArray(field);
                Fields.texts(value == null ? List.of() : (List<?>) value).forEach(text -> {
                    int colon = text.indexOf(':');
                    codes.addObject()
                            .put("harmonized_system_code", text.substring(colon + 1))
                            .put("country_code", colon < 0 ? null : text.substring(0, colon));
                });
            }
            default -> Fields.put(out, field, value);
        }
    }
}
