package io.shopledger.shopify.order;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a parcel is tracked, as an order's personal fields hold it. */
final class ParcelTracking {
    private ParcelTracking() {}

    static ObjectNode of(List<String> numbers, List<String> urls) {
        ObjectNode tracking = JsonNodeFactory.instance.objectNode();
        ArrayNode all = tracking.putArray("numbers");
        numbers.forEach(all::add);
        ArrayNode pages = tracking.putArray("urls");
        urls.forEach(pages::add);
        return tracking;
    }
}
