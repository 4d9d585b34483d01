package io.shopledger.simulator.truth;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Somebody looks how risky the order is. */
final class AssessRisk implements Step {
    private static final List<String> LEVELS = List.of("low", "low", "none", "medium", "high");
    private static final long APP = 1_354_745L;

    @Override
    public boolean possible(ObjectNode order) {
        return true;
    }

    @Override
    public List<Topic> take(ObjectNode order, Moment at) {
        order.putArray("risk_assessments");
        String shopifys = at.oneOf(LEVELS);
        order.withArray("risk_assessments").addObject().putNull("provider_id").put("risk_level", shopifys);
        if (at.chance(0.3)) {
            order.withArray("risk_assessments")
                    .addObject()
                    .put("provider_id", APP)
                    .put("risk_level", at.oneOf(LEVELS));
        }
        order.put(
                "risk_recommendation",
                switch (shopifys) {
                    case "high" -> "cancel";
                    case "medium" -> "investigate";
                    default -> "accept";
                });
        return List.of();
    }
}
