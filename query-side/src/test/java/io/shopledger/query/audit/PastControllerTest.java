package io.shopledger.query.audit;

import static io.shopledger.query.OrderStory.MONDAY;
import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Sealed;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.order.OrderEvent;
import io.shopledger.query.KindStories;
import io.shopledger.query.OrderStory;
import io.shopledger.query.QuerySide;
import io.shopledger.query.QueryTestApplication;
import io.shopledger.query.order.OrderForm;
import io.shopledger.stored.StoredJson;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How entities were: the story's events are an hour apart, the first on Monday at eight. */
class PastControllerTest extends QuerySide {
    private static final String ORDER = "/api/v1/audit/orders/%d/%s?store_id=1";

    @Test
    void atEachMoment_itIsTheFoldOfWhatWasSoByThen() {
        List<OrderEvent> story = whole(id(1, 9_000));
        append(story.toArray(OrderEvent[]::new));

        for (int last = 0; last < story.size(); last++) {
            Instant at = story.get(last).origin().at();
            if (last + 1 < story.size() && story.get(last + 1).origin().at().equals(at)) {
                continue; // several of one moment: they were all so then
            }
            JsonNode then = json(asOf(9_000, at.plusSeconds(59)));

            var record = OrderStory.fold(story.subList(0, last + 1));
            ObjectNode expected = JsonNodeFactory.instance.objectNode();
            for (String field : record.fields().entityFields()) { // all of them: details stand in the lists they are of
                if (record.knows(field) && record.fields().type(field) != Sealed.class) {
                    OrderForm.FORM.put(
                            expected, field, record.get(field), record.fields().type(field));
                }
            }
            for (String field : List.of("financial_status", "fulfillment_status", "tags", "line_items", "refunds")) {
                assertThat(then.get(field).toString())
                        .as("%s after %s", field, last)
                        .isEqualTo(expected.get(field).toString());
            }
            assertThat(then.get("version").asLong()).isEqualTo(last);
            assertThat(then.get("last_event").asString())
                    .isEqualTo(story.get(last).getClass().getSimpleName());
            assertThat(then.get("removed_at").isNull())
                    .as("removed after %s", last)
                    .isEqualTo(last != 15);
        }
    }

    @Test
    void now_itIsWhatTheOrdersOwnCallSays_withoutWhatIsPersonal() {
        append(whole(id(1, 9_001)).toArray(OrderEvent[]::new));
        caughtUp();
        QueryTestApplication.READERS.clear();

        ObjectNode then = (ObjectNode) json(asOf(9_001, Instant.now()));
        assertThat(QueryTestApplication.READERS).isEmpty();
        assertThat(then.toString()).doesNotContain("jon@example.com");
        assertThat(then.remove("as_of").get("known_at").isNull()).isTrue();
        assertThat(then.remove("removed_at").isNull()).isTrue();

        ObjectNode opened = (ObjectNode) StoredJson.MAPPER.readTree(send(HttpRequest.newBuilder(
                                address(asOf(9_001, Instant.now()) + "&personal=true"))
                        .header(QueryTestApplication.CALLER, "auditor")
                        .header(QueryTestApplication.ROLE, "operator")
                        .build())
                .body());
        opened.remove(List.of("as_of", "removed_at"));
        assertThat(QueryTestApplication.READERS).isNotEmpty().containsOnly("auditor");
        JsonNode now = json("/api/v1/orders/9001?store_id=1");
        assertThat(opened).isEqualTo(now);
        then.propertyNames().forEach(field -> {
            if (!now.get(field).isArray()) { // lines have personal parts
                assertThat(then.get(field)).isEqualTo(now.get(field));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "on", "1", "yes"})
    void whatWasPersonal_isNotForAReader_removedOrNot(String asked) {
        append(whole(id(1, 9_008)).toArray(OrderEvent[]::new));
        QueryTestApplication.READERS.clear();

        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(address(asOf(9_008, MONDAY.plusSeconds(16 * 3_600)) + "&personal=" + asked))
                        .header(QueryTestApplication.CALLER, "dashboard")
                        .header(QueryTestApplication.ROLE, "reader")
                        .build());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains("urn:shopledger:problem:role-too-low", "operator")
                .doesNotContain("jon@example.com");
        assertThat(QueryTestApplication.READERS).as("nothing was opened").isEmpty();
    }

    @Test
    void beforeTheFirstSight_isNotFound_sayingSinceWhen() {
        append(whole(id(1, 9_002)).toArray(OrderEvent[]::new));

        var answer = get(asOf(9_002, MONDAY.minusMillis(1)));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(StoredJson.MAPPER.readTree(answer.body()).get("known_since").asString())
                .isEqualTo(MONDAY.toString());
        assertThat(get(asOf(9_003, MONDAY)).body()).contains("not-found").doesNotContain("known_since");
    }

    @Test
    void knownLater_isNotToldOfAMomentBefore() {
        List<OrderEvent> story = whole(id(1, 9_004));
        append(story.subList(0, 2).toArray(OrderEvent[]::new));
        Instant between = lastKnown(9_004);
        append(story.subList(2, 4).toArray(OrderEvent[]::new));
        String path = asOf(9_004, MONDAY.plusSeconds(7 * 3_600)) + "&known_at=";

        assertThat(json(path + lastKnown(9_004)).get("financial_status").asString())
                .isEqualTo("paid");
        assertThat(json(path + between).get("version").asLong()).isEqualTo(1);
        assertThat(get(path + between.minusSeconds(60)).body()).contains("known_since", "which we knew from");
    }

    @Test
    void whereThereAreSeals_theySayWhatWasKnown() {
        List<OrderEvent> story = whole(id(1, 9_005));
        append(story.toArray(OrderEvent[]::new));
        String path = asOf(9_005, Instant.now()) + "&known_at=" + lastKnown(9_005);
        assertThat(json(path).get("version").asLong()).isEqualTo(story.size() - 1);

        QueryTestApplication.SEALED_UP_TO.put(id(1, 9_005).toString(), 3L);

        assertThat(json(path).get("version").asLong()).isEqualTo(3);
        QueryTestApplication.SEALED_UP_TO.put(id(1, 9_005).toString(), -1L);
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void twoMoments_areComparedFieldByField() {
        append(whole(id(1, 9_006)).toArray(OrderEvent[]::new));
        String path = ORDER.formatted(9_006, "diff");

        JsonNode changes = json(path + "&from=" + MONDAY + "&to=" + MONDAY.plusSeconds(4 * 3_600))
                .get("changes");

        assertThat(fields(changes)).contains("financial_status", "line_items/11", "current_total_price", "tax_lines");
        assertThat(fields(changes)).doesNotContain("total_price", "tags", "removed", "personal");
        JsonNode paid = changes.valueStream()
                .filter(change -> change.get("field").asString().equals("financial_status"))
                .findFirst()
                .orElseThrow();
        assertThat(paid.get("from").asString()).isEqualTo("pending");
        assertThat(paid.get("to").asString()).isEqualTo("paid");

        assertThat(json(path + "&from=" + MONDAY + "&to=" + MONDAY).get("changes"))
                .isEmpty();
        assertThat(fields(
                        json(path + "&from=" + MONDAY.plusSeconds(14 * 3_600) + "&to=" + MONDAY.plusSeconds(15 * 3_600))
                                .get("changes")))
                .containsExactly("removed");
        assertThat(fields(json(path + "&from=" + MONDAY.minusSeconds(9) + "&to=" + MONDAY)
                        .get("changes")))
                .contains("name", "line_items/11", "shipping_lines/21");
        assertThat(get(path + "&from=" + MONDAY + "&to=" + MONDAY.minusSeconds(9))
                        .statusCode())
                .isEqualTo(400);
        assertThat(get(path + "&from=" + MONDAY.minusSeconds(20) + "&to=" + MONDAY.minusSeconds(9))
                        .body())
                .contains("known_since");
    }

    @Test
    void whatSetAField_isToldTheLastFirst() {
        append(whole(id(1, 9_007)).toArray(OrderEvent[]::new));
        String path = ORDER.formatted(9_007, "why");

        JsonNode why = json(path + "&field=financial_status").get("events");

        assertThat(why.valueStream().map(event -> event.get("type").asString()))
                .containsExactly("OrderPaid", "OrderPaymentStatusChanged", "OrderPlaced");
        assertThat(why.get(0).at("/origin/id").asString()).isEqualTo("hook-2");
        assertThat(why.get(2).get("changes")).hasSize(1);
        assertThat(json(path + "&field=financial_status&limit=1").get("events")).hasSize(1);
        assertThat(json(path + "&field=line_items")
                        .get("events")
                        .get(0)
                        .get("type")
                        .asString())
                .isEqualTo("OrderEdited");
        assertThat(json(path + "&field=total_weight")
                        .get("events")
                        .get(0)
                        .at("/learned/0/value")
                        .asLong())
                .isEqualTo(100);
        assertThat(get(path + "&field=colour").statusCode()).isEqualTo(404);
        assertThat(get(ORDER.formatted(9_099, "why") + "&field=name").statusCode())
                .isEqualTo(404);
    }

    @Test
    void everyKind_hasAPast() {
        append(KindStories.whole(KindStories.product(1, 9_010)).toArray(ObservedEvent[]::new));
        append(KindStories.whole(KindStories.customer(1, 9_011)).toArray(ObservedEvent[]::new));
        append(KindStories.whole(KindStories.item(1, 9_012)).toArray(ObservedEvent[]::new));
        append(KindStories.whole(KindStories.level(1, 9_012, 9_013)).toArray(ObservedEvent[]::new));

        for (String entity : List.of("products/9010", "customers/9011", "inventory/9012", "stock/9012-9013")) {
            JsonNode first = json("/api/v1/audit/%s/as-of?store_id=1&at=%s".formatted(entity, MONDAY));
            assertThat(first.path("version").asLong(-1)).as("%s", first).isZero();
            JsonNode changes = json("/api/v1/audit/%s/diff?store_id=1&from=%s&to=%s"
                            .formatted(entity, MONDAY, MONDAY.plusSeconds(3_600 * 3)))
                    .get("changes");
            assertThat(changes).as(entity).isNotEmpty();
        }
        JsonNode level = json("/api/v1/audit/stock/9012-9013/as-of?store_id=1&at=" + MONDAY.plusSeconds(3_600));
        assertThat(level.get("available").asLong()).isEqualTo(3);
        assertThat(level.get("location_id").asLong()).isEqualTo(9_013);
        assertThat(get("/api/v1/audit/stock/9012/as-of?store_id=1&at=" + MONDAY).statusCode())
                .isEqualTo(400);
        assertThat(get("/api/v1/audit/orders/1/as-of?store_id=1").body()).contains("at is missing");
    }

    private static String asOf(long order, Instant at) {
        return ORDER.formatted(order, "as-of") + "&at=" + at;
    }

    private Instant lastKnown(long order) {
        JsonNode events = json(ORDER.formatted(order, "history")).get("events");
        return Instant.parse(events.get(events.size() - 1).get("known_at").asString());
    }

    private static List<String> fields(JsonNode changes) {
        return changes.valueStream()
                .map(change -> change.get("field").asString())
                .toList();
    }
}
