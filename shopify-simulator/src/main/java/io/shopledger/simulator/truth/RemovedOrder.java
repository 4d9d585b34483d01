package io.shopledger.simulator.truth;

import java.time.Instant;

/** An order that was deleted, and when. */
record RemovedOrder(long id, Instant triggeredAt) {
    OrderState told() {
        return new OrderState(
                id,
                triggeredAt.toString(),
                triggeredAt,
                true,
                PackedJson.of(PackedJson.JSON.createObjectNode().put("id", id)));
    }
}
