package io.shopledger.query.audit;

import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.order.OrderEvent;
import io.shopledger.query.QuerySide;
import java.time.Instant;
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

    @Test
    void filtered_tellsOnlyWhatIsWanted_inPartsAsWell() {
        append(whole(id(1, 2_003)).toArray(OrderEvent[]::new));
        String path = "/api/v1/audit/orders/2003/history?store_id=1";
        List<String> known = json(path)
                .get("events")
                .valueStream()
                .map(event -> event.get("known_at").asString())
                .toList();

        assertThat(types(json(path + "&type=OrderPaid"))).containsExactly("OrderPaid");
        assertThat(types(json(path + "&via=webhook"))).hasSize(known.size());
        assertThat(types(json(path + "&via=sync"))).isEmpty();
        assertThat(types(json(path + "&to=" + known.get(known.size() - 1)))).hasSize(known.size());
        assertThat(types(json(path + "&from="
                        + Instant.parse(known.get(known.size() - 1)).plusMillis(1))))
                .isEmpty();
        assertThat(types(json(path + "&to=" + Instant.parse(known.get(0)).minusMillis(1))))
                .isEmpty();

        JsonNode first = json(path + "&type=OrderPaid&limit=1");
        assertThat(first.get("next_cursor").isNull()).as("%s", first).isTrue();
        JsonNode page = json(path + "&via=webhook&limit=10");
        assertThat(types(json(
                        path + "&via=webhook&cursor=" + page.get("next_cursor").asString())))
                .hasSize(known.size() - 10);
    }

    @Test
    void filterThatNothingCanPass_isRefused() {
        append(whole(id(1, 2_004)).toArray(OrderEvent[]::new));
        String path = "/api/v1/audit/orders/2004/history?store_id=1";

        assertThat(get(path + "&type=ProductListed").body()).contains("bad-request", "there are OrderBrowsing");
        assertThat(get(path + "&via=pigeon").body()).contains("bad-request", "own_write");
        assertThat(get(path + "&from=%2B999999999-12-31T23:59:59Z").statusCode())
                .isEqualTo(400);
        assertThat(get(path + "&from=2026-10-02T00:00:00Z&to=2026-10-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(400);
    }

    private static List<String> types(JsonNode history) {
        return history.get("events")
                .valueStream()
                .map(event -> event.get("type").asString())
                .toList();
    }
}
