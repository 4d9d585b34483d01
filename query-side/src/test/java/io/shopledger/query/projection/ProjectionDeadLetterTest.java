package io.shopledger.query.projection;

import static io.shopledger.query.OrderStory.fold;
import static io.shopledger.query.OrderStory.hours;
import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.placed;
import static io.shopledger.query.OrderStory.whole;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderPaid;
import io.shopledger.order.OrderEvent.OrderTagsChanged;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import io.shopledger.query.QuerySide;
import io.shopledger.stored.StoredJson;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a projection cannot use: listed, looked at, retried, discarded. */
class ProjectionDeadLetterTest extends QuerySide {
    private static final String LETTERS = "/api/v1/projections/orders/dead-letters";
    private static final String SECRET = "jon@example.com";

    /** The number of the story's last event. */
    private static final long LAST = whole(id(1, 1)).size() - 1;

    private final List<OrderId> poisoned = new ArrayList<>();

    @AfterEach
    void nothingStaysBehind() {
        poisoned.forEach(order -> {
            jdbc.update("delete from events.domain_event where aggregate_identifier = ?", order.toString());
            jdbc.update("delete from dead_letter_entry where aggregate_identifier = ?", order.toString());
            jdbc.update("delete from shopify_orders where id = ?", order.shopifyId());
            jdbc.update("delete from shopify_order_lines where order_id = ?", order.shopifyId());
        });
    }

    @Test
    void anUnreadableEvent_isListedAndLookedAt_withoutWhatItHolds() {
        OrderId order = id(1, 9_100);
        OrderId well = id(1, 9_101);
        story(order, 3, well);

        JsonNode letter = head(order);
        assertThat(letter.get("projection").asString()).isEqualTo("orders");
        assertThat(letter.get("type").asString()).endsWith("OrderEdited");
        assertThat(letter.get("sequence").asLong()).isEqualTo(3);
        assertThat(letter.get("waiting_behind").asLong()).isEqualTo(LAST - 3);
        assertThat(letter.get("cause_type").asString()).contains("Exception");
        assertThat(letter.get("cause_message").asString()).isNotBlank();
        assertThat(letter.get("set_aside_at").asString()).startsWith("20").endsWith("Z");

        JsonNode one = json(LETTERS + "/" + letter.get("id").asString());
        assertThat(one.get("entity").asString()).isEqualTo("order/1/9100");
        assertThat(one.get("waiting").size()).isEqualTo((int) LAST - 3);
        assertThat(one.at("/waiting/0/sequence").asLong()).isEqualTo(4);
        assertThat(one.at("/waiting/0/cause_type").isNull()).isTrue();
        assertThat(get(LETTERS).body() + one).doesNotContain(SECRET, "Sun<b>");

        assertThat(version(well)).as("others go on").isEqualTo(LAST);
        assertThat(version(order)).as("it waits").isEqualTo(2);
        assertThat(json("/health").at("/components/projections/status").asString())
                .isEqualTo("DEGRADED");
    }

    @Test
    void retried_tooEarly_changesNothing_andOnceMended_givesTheFoldOfAll() {
        OrderId order = id(1, 9_200);
        String payload = story(order, 3, id(1, 9_201));
        String letter = head(order).get("id").asString();

        HttpResponse<String> tooEarly = post(letter + "/retry");
        assertThat(tooEarly.statusCode()).isEqualTo(409);
        assertThat(tooEarly.body())
                .contains("urn:shopledger:problem:not-possible", "event 3 of order/1/9200")
                .doesNotContain(SECRET);
        assertThat(version(order)).isEqualTo(2);
        assertThat(head(order).get("waiting_behind").asLong()).isEqualTo(LAST - 3);

        mend(order, 3, payload);
        JsonNode done = body(post(letter + "/retry"));
        assertThat(done.get("status").asString()).isEqualTo("folded");
        assertThat(done.get("ended").asInt()).isEqualTo((int) LAST - 2);
        assertThat(done.get("version").asLong()).isEqualTo(LAST);
        assertThat(done.get("whole").asBoolean()).isTrue();
        assertWhole(order, whole(order));
        assertThat(head(order)).isNull();
        assertThat(post(letter + "/retry").statusCode()).isEqualTo(404);

        append(new OrderPaid(order, "PAID", "PENDING", hours(30)));
        caughtUp();
        assertThat(version(order)).as("later events are handled as usual").isEqualTo(LAST + 1);
    }

    @Test
    void discarded_saysIncomplete_untilItsNextEventIsRetried() {
        OrderId order = id(1, 9_300);
        String payload = story(order, 3, id(1, 9_301));
        JsonNode done = body(post(head(order).get("id").asString() + "/discard"));
        assertThat(done.get("status").asString()).isEqualTo("discarded");
        assertThat(done.get("ended").asInt()).isEqualTo((int) LAST - 2);
        assertThat(done.get("version").asLong()).isEqualTo(2);
        assertThat(done.get("whole").asBoolean()).isFalse();
        assertThat(head(order)).isNull();
        assertThat(json("/api/v1/orders/9300?store_id=1").get("incomplete").asBoolean())
                .isTrue();
        assertThat(json("/api/v1/orders/9301?store_id=1").has("incomplete")).isFalse();

        OrderPaid next = new OrderPaid(order, "PAID", "PENDING", hours(30));
        append(next);
        caughtUp();
        assertThat(version(order)).as("nothing is folded over a hole").isEqualTo(2);
        assertThat(head(order).get("cause_message").asString())
                .contains("order/1/9300 is known up to event 2 and this is event " + (LAST + 1));

        mend(order, 3, payload);
        assertThat(body(post(head(order).get("id").asString() + "/retry"))
                        .get("version")
                        .asLong())
                .isEqualTo(LAST + 1);
        List<OrderEvent> all = new ArrayList<>(whole(order));
        all.add(next);
        assertWhole(order, all);
        assertThat(json("/api/v1/orders/9300?store_id=1").has("incomplete")).isFalse();
    }

    @Test
    void aBrokenRow_failsItsOrderAlone_andARetryMakesItAnew_whileItsEventsGoOn() {
        OrderId order = id(1, 9_400);
        OrderId well = id(1, 9_401);
        poisoned.add(order);
        append(placed(order), placed(well));
        caughtUp();
        jdbc.update("update shopify_orders set record = '{' where id = 9400");
        List<OrderEvent> all = new ArrayList<>(List.of(placed(order)));
        for (int i = 0; i < 60; i++) {
            all.add(new OrderTagsChanged(order, List.of(), List.of("t" + i), hours(i)));
        }
        append(all.get(1), new OrderPaid(well, "PENDING", "PAID", hours(1)));
        caughtUp();
        assertThat(version(well)).isEqualTo(1);
        String letter = head(order).get("id").asString();

        CompletableFuture<Void> traffic =
                CompletableFuture.runAsync(() -> all.subList(2, all.size()).forEach(this::append));
        JsonNode done = body(post(letter + "/retry"));
        traffic.join();
        caughtUp();

        assertThat(done.get("status").asString()).isEqualTo("folded");
        assertThat(head(order)).as("no event stays behind").isNull();
        assertWhole(order, all);
    }

    @Test
    void moreEntitiesThanAxonsPage_areListedPageByPage_andTheLastIsRetried() {
        List<OrderId> many =
                LongStream.range(9_500, 9_512).mapToObj(number -> id(1, number)).toList();
        poisoned.addAll(many);
        many.forEach(order -> append(placed(order)));
        caughtUp();
        jdbc.update("update shopify_orders set record = '{' where id between 9500 and 9511");
        many.forEach(order -> append(new OrderPaid(order, "PENDING", "PAID", hours(1))));
        caughtUp();

        List<String> listed = new ArrayList<>();
        String last = "";
        JsonNode page = json(LETTERS + "?limit=5");
        while (true) {
            assertThat(page.get("dead_letters").size()).isBetween(1, 5);
            for (JsonNode letter : page.get("dead_letters")) {
                listed.add(letter.get("entity").asString());
                last = letter.get("id").asString();
            }
            if (page.get("next_cursor").isNull()) {
                break;
            }
            page = json(LETTERS + "?limit=5&cursor=" + page.get("next_cursor").asString());
        }
        assertThat(listed)
                .doesNotHaveDuplicates()
                .containsAll(many.stream().map(OrderId::toString).toList());
        assertThat(body(post(last + "/retry")).get("status").asString()).isEqualTo("folded");
    }

    @Test
    void unknownProjectionOrLetter_saysWhereToLook() {
        assertThat(json("/api/v1/projections/orders/dead-letters/none")
                        .get("detail")
                        .asString())
                .contains("/api/v1/projections/orders/dead-letters");
        assertThat(json("/api/v1/projections/none/dead-letters").get("detail").asString())
                .contains("there is: ", "orders");
        assertThat(get(LETTERS + "?cursor=!").statusCode()).isEqualTo(400);
    }

    /** Everything happens to both orders, but one event of the first cannot be read. @return how it read before */
    private String story(OrderId order, long unreadable, OrderId well) {
        poisoned.add(order);
        orders().shutDown();
        String payload;
        try {
            append(whole(order).toArray(OrderEvent[]::new));
            append(whole(well).toArray(OrderEvent[]::new));
            payload = new String(
                    jdbc.queryForObject(
                            "select payload from events.domain_event where aggregate_identifier = ? and sequence_number = ?",
                            byte[].class,
                            order.toString(),
                            unreadable),
                    UTF_8);
            mend(order, unreadable, "{\"orderId\":{\"" + SECRET + "\":");
        } finally {
            orders().start();
        }
        caughtUp();
        return payload;
    }

    private void mend(OrderId order, long sequence, String payload) {
        jdbc.update(
                "update events.domain_event set payload = ? where aggregate_identifier = ? and sequence_number = ?",
                payload.getBytes(UTF_8),
                order.toString(),
                sequence);
    }

    private void assertWhole(OrderId order, List<OrderEvent> events) {
        assertThat(version(order)).isEqualTo(events.size() - 1);
        assertThat(StoredJson.MAPPER.readValue(
                        jdbc.queryForObject(
                                "select record from shopify_orders where id = ?", String.class, order.shopifyId()),
                        OrderRecord.class))
                .isEqualTo(fold(events));
        assertThat(jdbc.queryForObject(
                        "select count(*) from shopify_order_lines where order_id = ?", Long.class, order.shopifyId()))
                .isEqualTo(fold(events).lineItems().size());
    }

    private JsonNode head(OrderId order) {
        for (JsonNode letter : json(LETTERS + "?limit=250").get("dead_letters")) {
            if (letter.get("entity").asString().equals(order.toString())) {
                return letter;
            }
        }
        return null;
    }

    private HttpResponse<String> post(String path) {
        return send(HttpRequest.newBuilder(address(LETTERS + "/" + path))
                .POST(BodyPublishers.noBody())
                .build());
    }

    private static JsonNode body(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StoredJson.MAPPER.readTree(answer.body());
    }
}
