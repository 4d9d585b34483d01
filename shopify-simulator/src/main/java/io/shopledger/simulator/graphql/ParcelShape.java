package io.shopledger.simulator.graphql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What left the store in one parcel. */
final class ParcelShape {
    private final OrderShape orders;
    private final Lookup lookup;

    ParcelShape(OrderShape orders, Lookup lookup) {
        this.orders = orders;
        this.lookup = lookup;
    }

    Map<String, @Nullable Object> parcel(JsonNode parcel, JsonNode order) {
        int quantity = 0;
        for (JsonNode line : parcel.get("line_items")) {
            quantity += line.get("quantity").asInt();
        }
        return Shape.identified("Fulfillment", parcel)
                .words("name")
                .put("status", Shape.upper(parcel.get("status")))
                .put("displayStatus", displayed(parcel))
                .times("created_at", "updated_at")
                .later(
                        "location",
                        () -> lookup.location(parcel.get("location_id").asLong()))
                .put("trackingInfo", tracking(parcel))
                .put("fulfillmentLineItems", new Children(parcel.get("line_items"), line -> line(line, parcel, order)))
                .put("totalQuantity", quantity)
                .later("order", () -> orders.order(order))
                .fields();
    }

    private Map<String, @Nullable Object> line(JsonNode line, JsonNode parcel, JsonNode order) {
        long id = line.get("id").asLong();
        return new Shape("FulfillmentLineItem", line)
                .put("id", Gid.of("FulfillmentLineItem", parcel.get("id").asLong() + id / 32_768 % 32_768))
                .put("quantity", line.get("quantity").asInt())
                .put("lineItem", orders.line(order, id))
                .fields();
    }

    private static List<Map<String, @Nullable Object>> tracking(JsonNode parcel) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        JsonNode numbers = parcel.get("tracking_numbers");
        for (int i = 0; i < numbers.size(); i++) {
            Map<String, @Nullable Object> tracking = new LinkedHashMap<>();
            tracking.put("company", Shape.text(parcel.get("tracking_company")));
            tracking.put("number", Shape.text(numbers.get(i)));
            tracking.put("url", Shape.text(parcel.get("tracking_urls").get(i)));
            all.add(tracking);
        }
        return all;
    }

    /** What the carrier tells; before that, how the work stands. */
    private static String displayed(JsonNode parcel) {
        String told = Shape.upper(parcel.get("shipment_status"));
        return told == null ? "FULFILLED" : told;
    }
}
