package io.shopledger.shopify.privacy;

import io.shopledger.StoreId;
import io.shopledger.customer.CustomerId;
import io.shopledger.order.OrderId;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;

/** Whom a body is about, whatever its topic: customers and orders, where Shopify's bodies have them. */
public final class Named {
    /** Their bodies are about no customer. */
    private static final Set<String> NOBODYS = Set.of(
            "app",
            "bulk_operations",
            "collection_listings",
            "collections",
            "inventory_items",
            "inventory_levels",
            "locations",
            "product_listings",
            "products",
            "shop",
            "themes",
            "variants");

    private Named() {}

    /** @return keys of their streams */
    public static List<String> in(JsonObject body, String topic, StoreId store) {
        List<String> subjects = new ArrayList<>();
        each(
                body,
                topic,
                customer -> subjects.add(new CustomerId(store, customer).toString()),
                order -> subjects.add(new OrderId(store, order).toString()));
        return subjects;
    }

    /** @return whether it names nobody and yet may tell of somebody, such as a checkout with an e-mail alone */
    public static boolean mayBeAnybodys(JsonObject body, String topic) {
        List<Long> named = new ArrayList<>();
        each(body, topic, named::add, named::add);
        return named.isEmpty() && !NOBODYS.contains(topic.split("/", 2)[0]);
    }

    /** @return likewise, of a body that may be of any form: what cannot be read may be about anybody */
    static boolean mayBeAnybodys(byte[] body, String topic) {
        try {
            return mayBeAnybodys(JsonObject.parse(body), topic);
        } catch (Unreadable whatever) {
            return true;
        }
    }

    private static void each(JsonObject body, String topic, LongConsumer customer, LongConsumer order) {
        JsonNode all = body.node();
        if (topic.startsWith("customers/")) {
            add(all.path("id"), customer);
        } else if (topic.startsWith("orders/")) {
            add(all.path("id"), order);
        }
        add(all.path("customer").path("id"), customer);
        add(all.path("customer_id"), customer);
        add(all.path("order").path("id"), order);
        add(all.path("order_id"), order);
    }

    private static void add(JsonNode id, LongConsumer subject) {
        if (id.isIntegralNumber() && id.canConvertToLong() && id.longValue() > 0) {
            subject.accept(id.longValue());
        }
    }
}
