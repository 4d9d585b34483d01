package io.shopledger.simulator.truth;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A line gets one piece more, or loses one that is neither paid nor sent. */
final class EditLine implements Step {
    private static final int MOST_PIECES = 20;

    @Override
    public boolean possible(ObjectNode order) {
        return Step.isNull(order, "cancelled_at")
                && Step.isNull(order, "closed_at")
                && !lines(order).isEmpty();
    }

    @Override
    public List<Topic> take(ObjectNode order, Moment at) {
        long paid = Sums.paid(order);
        ObjectNode line = at.oneOf(lines(order));
        boolean fewer = paid == 0
                && line.get("current_quantity").asInt() > 1
                && line.get("fulfillable_quantity").asInt() > 1
                && at.chance(0.5);
        add(line, "current_quantity", fewer ? -1 : 1);
        add(line, "fulfillable_quantity", fewer ? -1 : 1);
        if (!fewer) {
            add(line, "quantity", 1);
        }
        Sums.write(order, paid);
        if (paid > 0) {
            order.put("financial_status", "partially_paid");
        }
        Fulfil.writeStatus(order);
        return List.of();
    }

    private static List<ObjectNode> lines(ObjectNode order) {
        List<ObjectNode> lines = new ArrayList<>();
        for (JsonNode line : order.get("line_items")) {
            int current = line.get("current_quantity").asInt();
            if (current > 0 && current < MOST_PIECES) {
                lines.add((ObjectNode) line);
            }
        }
        return lines;
    }

    private static void add(ObjectNode line, String field, int more) {
        line.put(field, line.get(field).asInt() + more);
    }
}
