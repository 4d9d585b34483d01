package io.shopledger.simulator.graphql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What GraphQL alone shows of an order: its returns, its risk and where it came from. */
final class ReturnShape {
    private ReturnShape() {}

    static Map<String, @Nullable Object> shape(JsonNode back, OrderShape orders, JsonNode order) {
        return new Shape("Return", back)
                .put("id", Gid.of("Return", back.get("id").asLong()))
                .words("name")
                .put("status", Shape.upper(back.get("status")))
                .times("created_at", "closed_at")
                .put("returnLineItems", new Children(back.get("return_line_items"), line -> line(line, orders, order)))
                .fields();
    }

    private static Map<String, @Nullable Object> line(JsonNode line, OrderShape orders, JsonNode order) {
        long ordered = line.get("line_item_id").asLong();
        Map<String, @Nullable Object> sent = new LinkedHashMap<>();
        sent.put(Shape.TYPE, "FulfillmentLineItem");
        sent.put("id", Gid.of("FulfillmentLineItem", ordered));
        sent.put("lineItem", orders.line(order, ordered));
        return new Shape("ReturnLineItem", line)
                .put("id", Gid.of("ReturnLineItem", line.get("id").asLong()))
                .put("quantity", line.get("quantity").asInt())
                .put("refundedQuantity", line.get("refunded_quantity").asInt())
                .put("fulfillmentLineItem", sent)
                .fields();
    }

    static Map<String, @Nullable Object> risk(JsonNode order) {
        List<Map<String, @Nullable Object>> assessments = new ArrayList<>();
        order.get("risk_assessments").forEach(one -> {
            Map<String, @Nullable Object> assessment = new LinkedHashMap<>();
            JsonNode app = one.get("provider_id");
            assessment.put("provider", app.isNull() ? null : Map.of("id", Gid.of("App", app.asLong())));
            assessment.put("riskLevel", Shape.upper(one.get("risk_level")));
            assessments.add(assessment);
        });
        Map<String, @Nullable Object> risk = new LinkedHashMap<>();
        risk.put("recommendation", Shape.upper(order.get("risk_recommendation")));
        risk.put("assessments", assessments);
        return risk;
    }

    static Map<String, @Nullable Object> attribution(JsonNode order) {
        Map<String, @Nullable Object> attribution = new LinkedHashMap<>();
        attribution.put("handle", order.get("channel").asString());
        attribution.put("displayName", order.get("channel_name").asString());
        return attribution;
    }
}
