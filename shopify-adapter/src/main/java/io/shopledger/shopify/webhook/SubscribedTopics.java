package io.shopledger.shopify.webhook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The topics on which we act, and the forms in which people and Shopify write them. */
final class SubscribedTopics {
    /** All on which we act. Those about privacy are set up in Shopify's dashboard, never by API. */
    static final List<String> ALL = List.of(
            "orders/create",
            "orders/updated",
            "orders/cancelled",
            "orders/fulfilled",
            "products/create",
            "products/update",
            "products/delete",
            "customers/create",
            "customers/update",
            "inventory_levels/update",
            "orders/paid",
            "orders/partially_fulfilled",
            "orders/delete",
            "customers/enable",
            "customers/disable",
            "customers/delete",
            "inventory_items/create",
            "inventory_items/update",
            "inventory_items/delete",
            "inventory_levels/connect",
            "inventory_levels/disconnect",
            "app/uninstalled");

    private SubscribedTopics() {}

    /**
     * @param asked in any form: {@code orders/create}, {@code orders-create}, {@code ORDERS_CREATE}; all where absent
     * @return what was asked for by its usual name, each once; what cannot be a topic stands for itself, as {@link Topic#NONE}
     */
    static Map<String, String> named(@Nullable List<String> asked) {
        List<String> topics = asked == null || asked.isEmpty() ? ALL : asked;
        return topics.stream()
                .collect(Collectors.toMap(
                        topic -> Topic.of(topic, null).equals(Topic.NONE) ? topic : Topic.of(topic, null),
                        topic -> Topic.of(topic, null),
                        (one, same) -> one,
                        LinkedHashMap::new));
    }

    /** @return as GraphQL has it: {@code ORDERS_CREATE} */
    static String inGraphQl(String topic) {
        return topic.replace('/', '_').toUpperCase(Locale.ROOT);
    }

    /** @return the path of our address for it: {@code /webhooks/orders-create} */
    static String path(String topic) {
        return "/webhooks/" + topic.replace('/', '-').replace('_', '-');
    }
}
