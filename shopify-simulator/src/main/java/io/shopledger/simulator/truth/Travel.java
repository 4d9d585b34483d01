package io.shopledger.simulator.truth;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The carrier tells of a parcel. */
final class Travel implements Step {
    private static final List<String> WAY = List.of("label_printed", "in_transit", "out_for_delivery", "delivered");

    @Override
    public boolean possible(ObjectNode order) {
        return !underWay(order).isEmpty();
    }

    @Override
    public List<Topic> take(ObjectNode order, Moment at) {
        ObjectNode parcel = at.oneOf(underWay(order));
        int now = WAY.indexOf(parcel.get("shipment_status").asString(""));
        boolean lost = now > 0 && at.chance(0.1);
        parcel.put("shipment_status", lost ? "failure" : WAY.get(now + 1));
        parcel.put("updated_at", at.text());
        return List.of();
    }

    private static List<ObjectNode> underWay(ObjectNode order) {
        List<ObjectNode> parcels = new ArrayList<>();
        for (JsonNode parcel : order.get("fulfillments")) {
            String status = parcel.get("shipment_status").asString("");
            if (!parcel.get("tracking_number").isNull()
                    && !List.of("delivered", "failure").contains(status)) {
                parcels.add((ObjectNode) parcel);
            }
        }
        return parcels;
    }
}
