package io.shopledger.simulator.truth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How many of a thing are at a place for what else than to be sold, which only GraphQL shows. */
final class Quantities {
    /** What is there and not to be sold. */
    private static final List<String> KEPT =
            List.of("committed", "reserved", "damaged", "safety_stock", "quality_control");

    private Quantities() {}

    /** Those of a place, some of them moved from what they were; what is on hand adds up. */
    static ObjectNode moved(ObjectNode level, @Nullable ObjectNode before, Moment at) {
        ObjectNode now = PackedJson.JSON.createObjectNode();
        long onHand = level.get("available").asLong();
        for (String name : KEPT) {
            boolean kept = before != null && !at.chance(0.2);
            now.put(name, kept ? before.get(name).asLong() : Math.max(0, at.between(-9, 9)));
            onHand += now.get(name).asLong();
        }
        now.put(
                "incoming",
                before != null && at.chance(0.7) ? before.get("incoming").asLong() : at.between(0, 3) * 12L);
        now.put("on_hand", onHand);
        return now.put("location_name", Locations.name(level.get("location_id").asLong()));
    }
}
