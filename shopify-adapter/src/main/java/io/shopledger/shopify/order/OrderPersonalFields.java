package io.shopledger.shopify.order;

import io.shopledger.shopify.json.CanonicalJson;
import io.shopledger.shopify.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of an order's webhook is personal, as canonical JSON: contacts, addresses, notes, where the customer came from. The
 * notes of lines and refunds stand under their ids. What belongs to the customer is left to the customer.
 */
public final class OrderPersonalFields {
    private static final List<String> KEYS = List.of(
            "email",
            "phone",
            "contact_email",
            "note",
            "note_attributes",
            "browser_ip",
            "client_details",
            "landing_site",
            "landing_site_ref",
            "referring_site",
            "order_status_url",
            "billing_address",
            "shipping_address");

    private OrderPersonalFields() {}

    /** @return null where the webhook has none of these keys: then they are unknown, not absent */
    public static byte @Nullable [] of(JsonObject body) {
        Map<String, @Nullable JsonNode> fields = new HashMap<>();
        boolean told = false;
        for (String key : KEYS) {
            told |= body.has(key);
            fields.put(key, body.get(key));
        }
        fields.put("line_properties", byId(body, "line_items", "properties"));
        fields.put("refund_notes", byId(body, "refunds", "note"));
        return told ? CanonicalJson.bytes(fields) : null;
    }

    private static JsonNode byId(JsonObject body, String list, String field) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        body.each(list, item -> {
            JsonNode value = item.get(field);
            if (value != null) {
                all.set(String.valueOf(item.id("id")), value);
            }
            return item;
        });
        return all;
    }
}
