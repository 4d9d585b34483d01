package io.shopledger.simulator.truth;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** An order that is done with is closed, or a closed one opened again. */
final class Archive implements Step {
    @Override
    public boolean possible(ObjectNode order) {
        return !Step.isNull(order, "closed_at")
                || !Step.isNull(order, "cancelled_at")
                || Step.isOneOf(order, "fulfillment_status", "fulfilled");
    }

    @Override
    public List<Topic> take(ObjectNode order, Moment at) {
        order.put("closed_at", Step.isNull(order, "closed_at") ? at.text() : null);
        return List.of();
    }
}
