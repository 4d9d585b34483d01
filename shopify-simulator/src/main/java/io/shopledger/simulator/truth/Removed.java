package io.shopledger.simulator.truth;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Something that was deleted, when, and what was told of it. */
record Removed(Kind kind, long id, Instant triggeredAt, PackedJson told) {
    Entity entity() {
        return new Entity(kind, id, triggeredAt.truncatedTo(ChronoUnit.SECONDS), triggeredAt, true, told, null);
    }
}
