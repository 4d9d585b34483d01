package io.shopledger.query.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts what a record holds beside a list into the items of that list, by their ids, as Shopify shows them. */
final class MergedDetails {
    static final String CHANNEL_LIABLE = "channel_liable_taxes";

    /** By the field beside it, the list. */
    private static final Map<String, String> OF = Map.of(
            "line_details", "line_items",
            "line_handling", "line_items",
            "shipping_details", "shipping_lines",
            "refund_details", "refunds",
            "parcel_details", "fulfillments",
            "parcel_services", "fulfillments");

    private MergedDetails() {}

    static boolean isBesideAList(String field) {
        return OF.containsKey(field);
    }

    /** @return false where the list itself is not shown: then the details stand alone, under their own name */
    static boolean into(ObjectNode out, String field, List<ObjectNode> details) {
        if (!(out.get(OF.get(field)) instanceof ArrayNode list)) {
            return false;
        }
        Map<Long, ObjectNode> byId = byId(list);
        details.forEach(detail -> {
            ObjectNode item = byId.get(detail.path("id").asLong());
            if (item != null) {
                merge(item, detail);
            }
        });
        return true;
    }

    /** Lists of items with ids are merged in turn: those of a refund. */
    private static void merge(ObjectNode item, ObjectNode detail) {
        detail.properties().forEach(field -> {
            if (field.getKey().equals(CHANNEL_LIABLE)) {
                liable(item, field.getValue());
            } else if (item.get(field.getKey()) instanceof ArrayNode list
                    && field.getValue() instanceof ArrayNode more) {
                Map<Long, ObjectNode> byId = byId(list);
                more.forEach(one -> {
                    ObjectNode known = byId.get(one.path("id").asLong());
                    if (known != null) {
                        known.setAll((ObjectNode) one);
                    }
                });
            } else {
                item.set(field.getKey(), field.getValue());
            }
        });
    }

    /** @return false where no taxes are shown */
    static boolean liable(ObjectNode owner, JsonNode titles) {
        if (!(owner.get("tax_lines") instanceof ArrayNode taxes)) {
            return false;
        }
        Set<String> owed = new TreeSet<>();
        titles.forEach(title -> owed.add(title.asString()));
        taxes.forEach(tax -> ((ObjectNode) tax)
                .put("channel_liable", owed.contains(tax.path("title").asString(""))));
        return true;
    }

    private static Map<Long, ObjectNode> byId(ArrayNode list) {
        Map<Long, ObjectNode> byId = new HashMap<>();
        list.forEach(item -> byId.put(item.path("id").asLong(), (ObjectNode) item));
        return byId;
    }
}
