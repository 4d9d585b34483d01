package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.customer.CustomerId;
import io.shopledger.order.OrderId;
import io.shopledger.shopify.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import tools.jackson.databind.JsonNode;

/** Whom a body is about, whatever its topic: customers and orders, where Shopify's bodies have them. */
final class Named {
    private Named() {}

    /** @return keys of their streams */
    static List<String> in(JsonObject body, String topic, StoreId store) {
        List<String> subjects = new ArrayList<>();
        LongFunction<Object> customer = id -> new CustomerId(store, id);
        LongFunction<Object> order = id -> new OrderId(store, id);
        JsonNode all = body.node();
        if (topic.startsWith("customers/")) {
            add(subjects, all.path("id"), customer);
        } else if (topic.startsWith("orders/")) {
            add(subjects, all.path("id"), order);
        }
        add(subjects, all.path("customer").path("id"), customer);
        add(subjects, all.path("customer_id"), customer);
        add(subjects, all.path("order").path("id"), order);
        add(subjects, all.path("order_id"), order);
        return subjects;
    }

    private static void add(List<String> subjects, JsonNode id, LongFunction<Object> subject) {
        if (id.isIntegralNumber() && id.canConvertToLong() && id.longValue() > 0) {
            subjects.add(subject.apply(id.longValue()).toString());
        }
    }
}
