package io.shopledger.simulator.truth;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** One thing that can happen to an order that is there; {@code updated_at} is moved by the caller. */
interface Step {

    boolean possible(ObjectNode order);

    /** @return the topics that tell of it besides {@code orders/updated}, which always does */
    List<Topic> take(ObjectNode order, Moment at);

    static boolean isNull(ObjectNode order, String field) {
        return order.get(field).isNull();
    }

    static boolean isOneOf(ObjectNode order, String field, String... values) {
        return List.of(values).contains(order.get(field).asString(""));
    }
}
