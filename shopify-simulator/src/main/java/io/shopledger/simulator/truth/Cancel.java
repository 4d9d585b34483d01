package io.shopledger.simulator.truth;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The order is called off before anything left; what was paid is paid back. */
final class Cancel implements Step {
    private static final List<String> REASONS = List.of("customer", "inventory", "fraud", "declined", "other", "staff");

    @Override
    public boolean possible(ObjectNode order) {
        return Step.isNull(order, "cancelled_at") && order.get("fulfillments").isEmpty();
    }

    @Override
    public List<Topic> take(ObjectNode order, Moment at) {
        boolean paid = Sums.paid(order) > 0 || Refund.anyPaidBack(order);
        boolean restock = at.chance(0.5);
        List<Refund.Pieces> pieces = new ArrayList<>();
        for (JsonNode line : order.get("line_items")) {
            if (line.get("current_quantity").asInt() > 0) {
                pieces.add(new Refund.Pieces(
                        (ObjectNode) line, line.get("current_quantity").asInt()));
            }
        }
        Payments.cancel(order, at);
        if (!pieces.isEmpty()) {
            Refund.refund(order, pieces, restock ? "cancel" : "no_restock", at);
        }
        order.put("financial_status", paid ? "refunded" : "voided");
        order.put("fulfillment_status", restock ? "restocked" : null);
        order.put("cancelled_at", at.text()).put("cancel_reason", at.oneOf(REASONS));
        return List.of(Topic.ORDERS_CANCELLED);
    }
}
