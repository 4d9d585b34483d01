package io.shopledger.query.audit;

import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.order.OrderEvent;
import io.shopledger.query.QuerySide;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An order's history over HTTP. */
class HistoryControllerTest extends QuerySide {

    @Test
    void everythingThatCanHappen_isTold() {
        List<OrderEvent> story = whole(id(1, 2_000));
        append(story.toArray(OrderEvent[]::new));

        JsonNode events = json("/api/v1/audit/orders/2000/history?store_id=1").get("events");

        assertThat(events).hasSameSizeAs(story);
        Map<String, JsonNode> now = new HashMap<>();
        for (int i = 0; i < story.size(); i++) {
            JsonNode event = events.get(i);
            OrderEvent appended = story.get(i);
            assertThat(event.get("type").asString())
                    .isEqualTo(appended.getClass().getSimpleName());
            assertThat(event.get("sequence").asLong()).isEqualTo(i);
            assertThat(event.get("at").asString())
                    .isEqualTo(appended.origin().at().toString());
            assertThat(event.get("known_at").asString()).endsWith("Z");
            assertThat(event.at("/origin/via").asString()).isEqualTo("webhook");
            boolean learned = appended instanceof OrderEvent.OrderLearned;
            assertThat(event.has("learned")).isEqualTo(learned);
            assertThat(event.get("changes").isEmpty()).as("%s", event).isEqualTo(learned);
            for (JsonNode change : event.get("changes")) {
                String field = change.get("field").asString();
                assertThat(change.get("to")).as("%s", event).isNotEqualTo(change.get("from"));
                if (now.containsKey(field)) {
                    assertThat(change.get("from")).as("%s of %s", field, event).isEqualTo(now.get(field));
                }
                now.put(field, change.get("to"));
            }
        }
        assertThat(now.get("total_price").asString()).isEqualTo("401.00");
        assertThat(now.get("personal").asString()).isEqualTo("[sealed:fedcba98]");
        assertThat(now.get("line_items/11").get("quantity").asLong()).isEqualTo(2);
        assertThat(now.get("customer_id").isNumber()).isTrue();
        assertThat(now.get("removed").asBoolean()).isFalse();
        assertThat(events.get(story.size() - 1).at("/learned/0/field").asString())
                .isEqualTo("total_weight");
    }

    @Test
    void inParts_isTheSameAsWhole() {
        append(whole(id(1, 2_001)).toArray(OrderEvent[]::new));
        String path = "/api/v1/audit/orders/2001/history?store_id=1";
        JsonNode first = json(path + "&limit=10");
        assertThat(first.get("events")).hasSize(10);
        JsonNode rest = json(path + "&cursor=" + first.get("next_cursor").asString());
        assertThat(rest.get("events").get(0).get("sequence").asLong()).isEqualTo(10);
        assertThat(rest.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void unknown_isNotFound() {
        assertThat(get("/api/v1/audit/orders/2002/history?store_id=1").statusCode())
                .isEqualTo(404);
    }
}
