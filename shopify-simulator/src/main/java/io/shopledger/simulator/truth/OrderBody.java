package io.shopledger.simulator.truth;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What of an order GraphQL shows and webhooks do not. */
final class OrderBody {
    private static final List<String> OF_GRAPHQL =
            List.of("transactions", "risk_recommendation", "risk_assessments", "channel", "channel_name");

    private OrderBody() {}

    /** Takes out of the body what a webhook does not show. */
    static ObjectNode cut(ObjectNode order) {
        ObjectNode more = PackedJson.JSON.createObjectNode();
        OF_GRAPHQL.forEach(field -> more.set(field, order.remove(field)));
        more.set("returns", order.get("returns"));
        order.putArray("returns"); // nothing says what a webhook would show of one
        return more;
    }
}
