package io.shopledger.query.audit;

import static io.shopledger.query.OrderStory.hours;
import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.placed;
import static io.shopledger.query.OrderStory.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.observation.ObservedEvent;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderTagsChanged;
import io.shopledger.query.KindStories;
import io.shopledger.query.QuerySide;
import io.shopledger.query.QueryTestApplication;
import io.shopledger.stored.StoredJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A store's history as lines. */
class ExportTest extends QuerySide {
    private static final int ORDERS = 200;
    private static final int EVENTS_AN_ORDER = 100;

    @Test
    void twentyThousandEvents_areTheHistories_lineByLine_fetchedSomeAtATime() {
        List<String> expected = appendMany();
        QueryTestApplication.FETCHES.clear();

        HttpResponse<String> answer = get("/api/v1/audit/export?store_id=3&kind=orders");

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
        assertThat(answer.headers().firstValue("Transfer-Encoding"))
                .as("sent as it is made")
                .contains("chunked");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines.stream().map(ExportTest::place).toList()).isEqualTo(expected);
        assertThat(QueryTestApplication.FETCHES)
                .hasSizeGreaterThan(ORDERS * EVENTS_AN_ORDER / QueryTestApplication.EVENTS_A_FETCH)
                .allSatisfy(events -> assertThat(events).isLessThanOrEqualTo(QueryTestApplication.EVENTS_A_FETCH));

        Map<String, List<JsonNode>> byOrder = new LinkedHashMap<>();
        for (String line : lines) {
            ObjectNode event = (ObjectNode) StoredJson.MAPPER.readTree(line);
            assertThat(event.remove("kind").asString()).isEqualTo("orders");
            byOrder.computeIfAbsent(event.remove("id").asString(), order -> new ArrayList<>())
                    .add(event);
        }
        assertThat(byOrder).hasSize(ORDERS);
        byOrder.forEach((order, events) -> assertThat(events)
                .isEqualTo(json("/api/v1/audit/orders/" + order + "/history?store_id=3&limit=1000")
                        .get("events")
                        .valueStream()
                        .toList()));
    }

    @Test
    void everyKindOfOneStore_andNoOther_isExported_personalFieldsSealed() {
        Instant begin = Instant.now();
        append(whole(id(2, 8_100)).toArray(OrderEvent[]::new));
        List<? extends ObservedEvent> customers = KindStories.whole(KindStories.customer(2, 8_101));
        append(customers.toArray(ObservedEvent[]::new));
        List<? extends ObservedEvent> levels = KindStories.whole(KindStories.level(2, 8_102, 8_103));
        append(levels.toArray(ObservedEvent[]::new));
        append(whole(id(1, 8_100)).toArray(OrderEvent[]::new));

        String all = get("/api/v1/audit/export?store_id=2&from=" + begin).body();

        assertThat(all.lines()
                        .map(line -> StoredJson.MAPPER.readTree(line))
                        .map(event -> event.get("kind").asString() + " "
                                + event.get("id").asString())
                        .distinct())
                .containsExactly("orders 8100", "customers 8101", "stock 8102-8103");
        assertThat(all.lines()).hasSize(whole(id(2, 8_100)).size() + customers.size() + levels.size());
        assertThat(all).contains("[sealed:").doesNotContain("jon@example.com");
        assertThat(get("/api/v1/audit/export?store_id=2&kind=stock&from=" + begin)
                        .body()
                        .lines())
                .hasSameSizeAs(levels);
        assertThat(get("/api/v1/audit/export?store_id=2&to=" + Instant.EPOCH).body())
                .isEmpty();
        assertThat(get("/api/v1/audit/export?store_id=2&from=2999-01-01T00:00:00Z")
                        .body())
                .isEmpty();
    }

    @Test
    void whatCannotBeExported_isAProblem() {
        assertThat(get("/api/v1/audit/export?store_id=99").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/audit/export?store_id=1&kind=shoes").body()).contains("there are stores and products");
        assertThat(get("/api/v1/audit/export")
                        .headers()
                        .firstValue("Content-Type")
                        .orElse(""))
                .isEqualTo("application/problem+json");
    }

    /** More than the 64 kB that are kept back: part of them was sent when the event store goes away. */
    @Test
    void eventStoreGoneInTheMidst_breaksTheConnection_soThatNoPartIsTakenForTheWhole() throws Exception {
        Instant begin = Instant.now();
        for (int order = 0; order < 40; order++) {
            append(whole(id(2, 8_200 + order)).toArray(OrderEvent[]::new));
        }
        String path = "/api/v1/audit/export?store_id=2&from=" + begin;
        int bytes = get(path).body().length();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(goneAfter(path, 3), HttpResponse.BodyHandlers.ofInputStream());
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> answer.body().transferTo(told)).isInstanceOf(IOException.class);
        assertThat(told.size()).isPositive().isLessThan(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void eventStoreAwayBeforeTheFirstLine_isAProblem_toBeTriedAgain(int fetches) {
        append(whole(id(2, 8_300)).toArray(OrderEvent[]::new));

        HttpResponse<String> answer = send(goneAfter("/api/v1/audit/export?store_id=2", fetches));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("urn:shopledger:problem:unavailable").doesNotContain("as the test wants");
    }

    private HttpRequest goneAfter(String path, int fetches) {
        return HttpRequest.newBuilder(address(path))
                .header(QueryTestApplication.FETCHES_LEFT, Integer.toString(fetches))
                .build();
    }

    /** @return what {@link #place} gives for each, in their order: one event of each order, then the next of each */
    private List<String> appendMany() {
        List<String> expected = new ArrayList<>();
        for (int number = 0; number < EVENTS_AN_ORDER; number++) {
            int round = number;
            List<ObservedEvent> events = IntStream.range(0, ORDERS)
                    .<ObservedEvent>mapToObj(order -> round == 0
                            ? placed(id(3, 70_000 + order))
                            : new OrderTagsChanged(
                                    id(3, 70_000 + order),
                                    List.of("tag-" + (round - 1)),
                                    List.of("tag-" + round),
                                    hours(round)))
                    .toList();
            append(events.toArray(ObservedEvent[]::new));
            events.forEach(event -> expected.add("%s %d %s %s"
                    .formatted(
                            event.stream().replaceAll(".*/", ""),
                            round,
                            event.getClass().getSimpleName(),
                            round == 0 ? "" : "tag-" + round)));
        }
        return expected;
    }

    private static String place(String line) {
        JsonNode event = StoredJson.MAPPER.readTree(line);
        JsonNode change = event.path("changes").path(0);
        return "%s %d %s %s"
                .formatted(
                        event.get("id").asString(),
                        event.get("sequence").asLong(),
                        event.get("type").asString(),
                        change.path("field").asString("").equals("tags")
                                ? change.get("to").asString()
                                : "");
    }
}
