package io.shopledger.query.order;

import com.fasterxml.jackson.annotation.JsonValue;
import io.shopledger.order.OrderRecord;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An order as the API shows it: fields named and valued as in Shopify's webhook JSON, fields we were not told of left
 * out, and where it stands in our ledger.
 */
public record OrderView(ObjectNode json) {

    /** What is written; named no closer, for {@link OrderDescription} says what it is. */
    @JsonValue
    public Object written() {
        return json;
    }

    /** @return the order without its personal fields */
    static OrderView of(OrderRow row) {
        return new OrderView(known(row, row.record()));
    }

    /** @param opened the personal fields, or empty when their key was destroyed */
    static OrderView withPersonalFields(OrderRow row, OrderRecord record, Optional<String> opened) {
        ObjectNode json = known(row, record);
        if (record.personal() != null) {
            PersonalJson.open(json, opened);
        } else if (record.knows("personal")) {
            PersonalJson.none(json);
        }
        return new OrderView(json);
    }

    private static ObjectNode known(OrderRow row, OrderRecord record) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("store_id", row.orderId().store().value());
        json.put("id", row.orderId().shopifyId());
        json.put("admin_graphql_api_id", "gid://shopify/Order/" + row.orderId().shopifyId());
        for (String field : OrderRecord.fieldNames()) {
            if (record.knows(field) && !field.equals("personal")) {
                OrderJson.put(json, field, record.get(field), OrderRecord.FIELDS.type(field));
            }
        }
        json.put("updated_at", row.updatedAt().toString());
        json.put("last_event", row.lastEvent());
        json.put("last_event_at", row.lastEventAt().toString());
        json.put("version", row.version());
        return json;
    }
}
