package io.shopledger.simulator.truth;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A parcel leaves with all that is still to be sent, or with some of it. */
final class Fulfil implements Step {
    static final long LOCATION = Locations.MAIN;

    @Override
    public boolean possible(ObjectNode order) {
        if (!Step.isNull(order, "cancelled_at")) {
            return false;
        }
        for (JsonNode line : order.get("line_items")) {
            if (line.get("fulfillable_quantity").asLong() > 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Topic> take(ObjectNode order, Moment at) {
        ArrayNode packed = pack(order, at);
        ArrayNode parcels = order.withArray("fulfillments");
        ObjectNode parcel = parcels.addObject();
        long id = at.ids().next();
        String tracking = at.chance(0.2) ? null : "1Z" + at.token(10).toUpperCase(Locale.ROOT);
        String url = "https://www.example.com/track?n=" + tracking;
        parcel.put("id", id).put("admin_graphql_api_id", "gid://shopify/Fulfillment/" + id);
        parcel.put("created_at", at.text()).put("updated_at", at.text()).put("location_id", LOCATION);
        parcel.put("name", order.get("name").asString() + "." + parcels.size());
        parcel.put("order_id", order.get("id").asLong());
        parcel.putObject("origin_address");
        parcel.putObject("receipt");
        parcel.put("service", "manual").putNull("shipment_status").put("status", "success");
        parcel.put("tracking_company", tracking == null ? null : "UPS").put("tracking_number", tracking);
        parcel.putArray("tracking_numbers");
        parcel.put("tracking_url", tracking == null ? null : url).putArray("tracking_urls");
        if (tracking != null) {
            parcel.withArray("tracking_numbers").add(tracking);
            parcel.withArray("tracking_urls").add(url);
            if (at.chance(0.1)) {
                parcel.withArray("tracking_numbers").add(tracking + "-2");
                parcel.withArray("tracking_urls").add(url + "-2");
            }
        }
        parcel.set("line_items", packed);
        writeStatus(order);
        return Step.isOneOf(order, "fulfillment_status", "fulfilled") ? List.of(Topic.ORDERS_FULFILLED) : List.of();
    }

    private static ArrayNode pack(ObjectNode order, Moment at) {
        boolean whole = at.chance(0.6);
        ArrayNode packed = PackedJson.JSON.createArrayNode();
        for (JsonNode node : order.get("line_items")) {
            ObjectNode line = (ObjectNode) node;
            int left = line.get("fulfillable_quantity").asInt();
            if (left == 0 || !whole && !packed.isEmpty() && at.chance(0.5)) {
                continue;
            }
            int sent = whole ? left : at.between(1, left);
            line.put("fulfillable_quantity", left - sent);
            packed.add(line.deepCopy().put("quantity", sent));
        }
        return packed;
    }

    /** Tells by its parcels how far the order is: not at all, partly, whole. */
    static void writeStatus(ObjectNode order) {
        Map<Long, Long> sent = new HashMap<>();
        for (JsonNode parcel : order.get("fulfillments")) {
            for (JsonNode line : parcel.get("line_items")) {
                sent.merge(line.get("id").asLong(), line.get("quantity").asLong(), Long::sum);
            }
        }
        boolean left = false;
        for (JsonNode node : order.get("line_items")) {
            ObjectNode line = (ObjectNode) node;
            boolean lineLeft = line.get("fulfillable_quantity").asLong() > 0;
            boolean lineSent = sent.containsKey(line.get("id").asLong());
            line.put("fulfillment_status", !lineSent ? null : lineLeft ? "partial" : "fulfilled");
            left |= lineLeft;
        }
        order.put("fulfillment_status", sent.isEmpty() ? null : left ? "partial" : "fulfilled");
    }
}
