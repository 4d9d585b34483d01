package io.shopledger.simulator.truth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The buyer asks to send something back, and it comes back or not. */
final class SendBack implements Step {
    private static final int MOST = 2;

    @Override
    public boolean possible(ObjectNode order) {
        return open(order) != null
                || (!order.get("fulfillments").isEmpty() && order.get("returns").size() < MOST);
    }

    @Override
    public List<Topic> take(ObjectNode order, Moment at) {
        ObjectNode open = open(order);
        if (open == null) {
            ask(order, at);
        } else if (open.get("status").asString().equals("requested")) {
            open.put("status", at.chance(0.8) ? "open" : "declined");
        } else {
            open.put("status", "closed").put("closed_at", at.text());
            open.get("return_line_items")
                    .forEach(line -> ((ObjectNode) line)
                            .put("refunded_quantity", line.get("quantity").asInt()));
        }
        return List.of();
    }

    private static void ask(ObjectNode order, Moment at) {
        JsonNode parcel = order.get("fulfillments").get(0);
        JsonNode line = parcel.get("line_items").get(0);
        ObjectNode back = order.withArray("returns").addObject();
        long id = at.ids().next();
        back.put("id", id).put("admin_graphql_api_id", "gid://shopify/Return/" + id);
        back.put(
                "name",
                order.get("name").asString() + "-R" + order.get("returns").size());
        back.put("status", at.chance(0.5) ? "requested" : "open");
        back.put("created_at", at.text()).putNull("closed_at");
        back.putArray("return_line_items")
                .addObject()
                .put("id", at.ids().next())
                .put("line_item_id", line.get("id").asLong())
                .put("quantity", at.between(1, line.get("quantity").asInt()))
                .put("refunded_quantity", 0);
    }

    private static @Nullable ObjectNode open(ObjectNode order) {
        for (JsonNode back : order.get("returns")) {
            if (List.of("requested", "open").contains(back.get("status").asString())) {
                return (ObjectNode) back;
            }
        }
        return null;
    }
}
