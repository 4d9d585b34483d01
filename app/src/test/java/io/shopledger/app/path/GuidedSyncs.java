package io.shopledger.app.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.process.Http;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The guide's syncs, and what each of their settings does. */
final class GuidedSyncs {
    private final Http http;
    private final String api;
    private final String simulator;
    private final long store;

    GuidedSyncs(Http http, String api, String simulator, long store) {
        this.http = http;
        this.api = api;
        this.simulator = simulator;
        this.store = store;
    }

    void everyTypeIsSynced() {
        onlyWhatIsNewerIsRead();
        for (String type : List.of("products", "inventory", "customers")) {
            completed(http.post(api + "/sync/" + type, "{\"store_id\": " + store + ", \"full_sync\": true}"));
        }
        onlyWhatFailedIsReadAgain();
        aSecondFullSyncIsRefused();
        JsonNode logs = http.get(api + "/sync/logs?store_id=" + store).get("logs");
        Set<String> types = new TreeSet<>();
        for (JsonNode log : logs) {
            assertThat(log.get("status").asString()).as("%s", log).isEqualTo("completed");
            assertThat(log.has("error_message") && log.has("error_details")).isTrue();
            types.add(log.get("sync_type").asString());
        }
        assertThat(types).containsExactly("customers", "full", "inventory", "orders", "products");
        for (String kind : List.of("products", "orders", "customers", "inventory")) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(ids(api + "/" + kind + "?store_id=" + store + "&limit=100", kind))
                            .isEqualTo(truth(kind)));
        }
    }

    /** With {@code since_date} and {@code batch_size}: of the orders that no webhook told, the older stay unknown. */
    private void onlyWhatIsNewerIsRead() {
        Set<Long> told = ids(api + "/orders?store_id=" + store + "&limit=100", "orders");
        List<JsonNode> untold = http.lines(simulator + "/__sim/truth/orders").stream()
                .filter(order -> !told.contains(order.get("id").asLong()))
                .sorted(Comparator.comparing(GuidedSyncs::updated))
                .toList();
        assertThat(untold).hasSizeGreaterThan(30);
        Instant since = updated(untold.get(untold.size() / 2));
        Set<Long> expected = new TreeSet<>(told);
        untold.stream()
                .filter(order -> !updated(order).isBefore(since))
                .forEach(order -> expected.add(order.get("id").asLong()));
        assertThat(expected).hasSizeLessThan(told.size() + untold.size()).hasSizeGreaterThan(told.size());

        completed(http.post(
                api + "/sync/orders",
                "{\"store_id\": " + store + ", \"full_sync\": false, \"since_date\": \"" + since
                        + "\", \"batch_size\": 7}"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ids(api + "/orders?store_id=" + store + "&limit=100", "orders"))
                        .isEqualTo(expected));
        JsonNode sizes = http.get(simulator + "/__sim/stats").get("page_sizes").get("orders");
        assertThat(sizes.propertyNames()).as("%s", sizes).containsExactly("7");
        assertThat(sizes.get("7").asLong()).isGreaterThanOrEqualTo((expected.size() - told.size()) / 7);
    }

    /** With {@code retry_failed}: what could not be read at first is read by its id, and nothing else is asked for. */
    private void onlyWhatFailedIsReadAgain() {
        fault("garbled", 1);
        JsonNode first =
                completed(http.post(api + "/sync/orders", "{\"store_id\": " + store + ", \"full_sync\": true}"));
        fault("garbled", 0);
        long orders = truth("orders").size();
        assertThat(first.get("records_failed").asLong()).as("%s", first).isEqualTo(orders);
        long pages = pagesOfOrders();

        JsonNode second =
                completed(http.post(api + "/sync/orders", "{\"store_id\": " + store + ", \"retry_failed\": true}"));

        assertThat(second.get("records_failed").asLong()).as("%s", second).isZero();
        assertThat(second.get("records_processed").asLong()).as("%s", second).isEqualTo(orders);
        assertThat(pagesOfOrders()).as("pages of orders asked for").isEqualTo(pages);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ids(api + "/orders?store_id=" + store + "&limit=100", "orders"))
                        .isEqualTo(truth("orders")));
    }

    private void aSecondFullSyncIsRefused() {
        fault("hold-query", 1);
        JsonNode full = http.post(api + "/sync/full", "{\"store_id\": " + store + "}");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> http.get(simulator + "/__sim/stats").get("held").asLong() > 0);
        HttpResponse<String> second = post(api + "/sync/full", "{\"store_id\": " + store + "}");
        fault("hold-query", 0);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(409);
        JsonNode problem = JsonMapper.shared().readTree(second.body());
        assertThat(problem.get("type").asString()).isEqualTo("urn:shopledger:problem:sync-running");
        assertThat(problem.get("sync_id")).as("%s", problem).isEqualTo(full.get("sync_id"));
        completed(full);
    }

    private void fault(String kind, int rate) {
        http.post(simulator + "/__sim/faults", "{\"kind\":\"" + kind + "\",\"rate\":" + rate + ",\"seconds\":300}");
    }

    private long pagesOfOrders() {
        return http.get(simulator + "/__sim/stats").get("pages").get("orders").asLong();
    }

    private static Instant updated(JsonNode entity) {
        return OffsetDateTime.parse(entity.get("updated_at").asString()).toInstant();
    }

    private JsonNode completed(JsonNode started) {
        assertThat(started.get("status").asString()).isEqualTo("running");
        String address = api + "/sync/" + started.get("sync_id").asString();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(http.get(address).get("status").asString()).isEqualTo("completed"));
        return http.get(address);
    }

    private Set<Long> ids(String address, String kind) {
        Set<Long> ids = new TreeSet<>();
        http.eachOf(address, kind, item -> ids.add(item.get("id").asLong()));
        return ids;
    }

    private Set<Long> truth(String kind) {
        Set<Long> ids = new TreeSet<>();
        http.lines(simulator + "/__sim/truth/" + kind)
                .forEach(item -> ids.add(item.get("id").asLong()));
        return ids;
    }

    private HttpResponse<String> post(String address, String json) {
        return http.send(Http.request(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }
}
