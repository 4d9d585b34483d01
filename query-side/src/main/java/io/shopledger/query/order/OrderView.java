package io.shopledger.query.order;

import com.fasterxml.jackson.annotation.JsonValue;
import io.shopledger.Sealed;
import io.shopledger.order.OrderRecord;
import java.util.List;
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

    /** @param opened each sealed part of the record, or empty in its place when its key was destroyed */
    static OrderView withPersonalFields(OrderRow row, OrderRecord record, List<Optional<String>> opened) {
        ObjectNode json = known(row, record);
        if (!opened.isEmpty()) {
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
        for (String field : OrderRecord.FIELDS.entityFields()) {
            Class<?> type = OrderRecord.FIELDS.type(field);
            if (record.knows(field) && type != Sealed.class) {
                OrderJson.put(json, field, record.get(field), type);
            }
        }
        json.put("updated_at", row.updatedAt().toString());
        json.put("last_event", row.lastEvent());
        json.put("last_event_at", row.lastEventAt().toString());
        json.put("version", row.version());
        if (row.incomplete()) {
            json.put("incomplete", true);
        }
        return json;
    }
}
