package io.shopledger.simulator.truth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bodies of what Shopify demands for the sake of privacy. See
 * <a href="https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance">Privacy law compliance</a>.
 */
final class Demand {
    private Demand() {}

    /** @param customer whom it is about; one who is not there has no e-mail; absent of a whole shop */
    static ObjectNode body(Store store, String domain, Topic topic, @Nullable Long customer) {
        ObjectNode body = PackedJson.JSON.createObjectNode();
        body.put("shop_id", Shop.ID).put("shop_domain", domain);
        if (topic == Topic.SHOP_REDACT) {
            return body;
        }
        ObjectNode whom = body.putObject("customer");
        if (customer != null) {
            Entity known = store.shelf(Kind.CUSTOMER).find(customer);
            ObjectNode told = known == null
                    ? PackedJson.JSON.createObjectNode()
                    : known.body().tree();
            whom.put("id", customer).set("email", told.get("email"));
            whom.set("phone", told.get("phone"));
        }
        boolean asks = topic == Topic.CUSTOMERS_DATA_REQUEST;
        var orders = body.putArray(asks ? "orders_requested" : "orders_to_redact");
        ordersOf(store, customer).forEach(order -> orders.add(order.id()));
        if (asks) {
            body.putObject("data_request").put("id", store.trigger().toEpochMilli());
        }
        return body;
    }

    static List<Entity> ordersOf(Store store, @Nullable Long customer) {
        return store.shelf(Kind.ORDER).all().stream()
                .filter(order -> customer != null && isOf(order, customer))
                .toList();
    }

    private static boolean isOf(Entity order, long customer) {
        JsonNode buyer = order.body().tree().path("customer").path("id");
        return buyer.isNumber() && buyer.asLong() == customer;
    }
}
