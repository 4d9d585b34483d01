package io.shopledger.query.sync;

import static io.shopledger.query.OrderStory.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.StoreId;
import io.shopledger.query.QuerySide;
import io.shopledger.stored.StoredJson;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.FailedItem;
import io.shopledger.sync.SyncEvent;
import io.shopledger.sync.SyncEvent.*;
import io.shopledger.sync.SyncId;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Syncs over HTTP, from their events alone. */
class SyncLogTest extends QuerySide {
    private static final StoreId STORE = new StoreId(3);

    private final SyncId sync = SyncId.random();
    private final String path = "/api/v1/sync/" + sync.value();

    @Test
    void everythingThatCanHappen_isInTheLog() {
        SyncId failed = SyncId.random();
        SyncId cancelled = SyncId.random();
        List<SyncEvent> story = new ArrayList<>(completed(sync, 60));
        story.addAll(List.of(
                requested(failed, 100, Step.ORDERS),
                new SyncStepStarted(failed, STORE, Step.ORDERS, at(101)),
                new SyncStepFailed(failed, STORE, Step.ORDERS, "access-denied", "no read_orders", at(102)),
                new SyncFailed(failed, STORE, "orders", "access-denied", "no read_orders", at(103)),
                requested(cancelled, 200, Step.CUSTOMERS),
                new SyncCancelled(cancelled, STORE, "customers", at(201))));
        Set<Class<?>> types = story.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(types).containsExactlyInAnyOrder(SyncEvent.class.getPermittedSubclasses());
        append(story);
        caughtUp("syncs");

        List<JsonNode> logs = logs("limit=2");
        assertThat(logs)
                .extracting(log -> log.get("sync_id").asString())
                .containsSubsequence(
                        cancelled.value().toString(),
                        failed.value().toString(),
                        sync.value().toString());
        JsonNode one = json("/api/v1/sync/" + failed.value());
        assertThat(one.get("status").asString()).isEqualTo("failed");
        assertThat(one.get("error_message").asString()).isEqualTo("no read_orders");
        assertThat(one.at("/error_details/reason").asString()).isEqualTo("access-denied");
        assertThat(one.at("/error_details/step").asString()).isEqualTo("orders");
        assertThat(json("/api/v1/sync/" + cancelled.value()).get("status").asString())
                .isEqualTo("cancelled");

        JsonNode done = json(path);
        assertThat(done.get("status").asString()).isEqualTo("completed");
        assertThat(done.get("sync_type").asString()).isEqualTo("products");
        assertThat(done.get("records_processed").asLong()).isEqualTo(300);
        assertThat(done.get("records_failed").asLong()).isEqualTo(1);
        assertThat(done.get("error_message").isNull()).isTrue();
        assertThat(done.at("/error_details/failed_items/0/id").asString()).isEqualTo("gid://shopify/Product/7");
        assertThat(done.get("completed_at").asString()).isEqualTo(at(60).toString());
        JsonNode health =
                json("/api/v1/dashboard/syncs?store_id=" + STORE.value()).get("sync_types");
        JsonNode orders = of("orders", health);
        assertThat(orders.get("latest_status").asString()).isEqualTo("failed");
        assertThat(orders.get("failures_since").asLong()).isEqualTo(1);
        assertThat(orders.get("last_completed_at").isNull()).isTrue();
        assertThat(of("products", health).get("last_completed_at").asString()).startsWith("20");
        assertThat(logs("status=cancelled"))
                .allMatch(log -> log.get("status").asString().equals("cancelled"));
        assertThat(logs("sync_type=orders"))
                .allMatch(log -> log.get("sync_type").asString().equals("orders"));
    }

    @Test
    void running_saysHowFarAndHowLong() {
        append(completed(sync, 60).subList(0, 3));
        caughtUp("syncs");
        JsonNode step = json(path).at("/steps/0");
        assertThat(step.get("status").asString()).isEqualTo("running");
        assertThat(step.get("items").asLong()).isEqualTo(100);
        assertThat(step.get("expected").asLong()).isEqualTo(300);
        assertThat(step.get("items_per_second").asDouble()).isEqualTo(10.0);
        assertThat(step.get("seconds_left").asLong()).isEqualTo(20);
    }

    @Test
    @Timeout(30)
    void followed_tellsEachChange_andEndsWithTheSync() throws Exception {
        List<SyncEvent> story = completed(sync, 60);
        append(story.subList(0, 3));
        caughtUp("syncs");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(address(path + "/events").toURL().openStream(), StandardCharsets.UTF_8))) {
            assertThat(next(lines).at("/steps/0/items").asLong()).isEqualTo(100);
            append(story.subList(3, 4));
            assertThat(next(lines).at("/steps/0/items").asLong()).isEqualTo(300);
            append(story.subList(4, story.size()));
            JsonNode last = next(lines);
            while (last.get("status").asString().equals("running")) {
                last = next(lines);
            }
            assertThat(last.get("status").asString()).isEqualTo("completed");
            assertThat(lines.lines().filter(line -> line.startsWith("data:")))
                    .as("and that was the end")
                    .isEmpty();
        }
    }

    @Test
    void aDuration_isObservedOnce_andNotAgainWhenReplayed() {
        double before = observed();
        append(completed(sync, 90));
        caughtUp("syncs");
        assertThat(observed()).isEqualTo(before + 1);
        projection("syncs").shutDown();
        projection("syncs").resetTokens();
        projection("syncs").start();
        caughtUp("syncs");
        assertThat(json(path).get("status").asString()).isEqualTo("completed");
        assertThat(observed()).isEqualTo(before + 1);
    }

    @Test
    void moreThanShopifyCounted_isExplained() {
        List<SyncEvent> story = new ArrayList<>(completed(sync, 90));
        append(story.subList(0, 3));
        assertThat(json(path).at("/steps/0/note").isNull()).isTrue();
        append(List.of(new SyncPageImported(sync, STORE, Step.PRODUCTS, 2, 201, 301, null, at(30))));
        caughtUp("syncs");
        assertThat(json(path).at("/steps/0/note").asString()).contains("The store changed while it was read");
        assertThat(get("/syncs/" + sync.value() + "?store_id=3").body())
                .contains("the store changed while it was read");
    }

    @Test
    void unknown_saysWhereToLook() {
        assertThat(json(path).get("detail").asString()).contains("/api/v1/sync/logs");
        assertThat(get("/api/v1/sync/7").statusCode()).isEqualTo(400);
        assertThat(get(path + "/events").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/sync/logs?store_id=3&cursor=x").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/sync/logs?store_id=9").statusCode()).isEqualTo(404);
    }

    private void append(List<SyncEvent> events) {
        append(events, event -> ((SyncEvent) event).syncId().toString());
    }

    private double observed() {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("shopify_sync_duration_seconds_count{sync_type=\"products\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> logs(String filter) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = json("/api/v1/sync/logs?store_id=3&" + filter);
        while (true) {
            page.get("logs").forEach(all::add);
            if (page.get("next_cursor").isNull()) {
                return all;
            }
            page = json("/api/v1/sync/logs?store_id=3&" + filter + "&cursor="
                    + page.get("next_cursor").asString());
        }
    }

    private static JsonNode next(BufferedReader lines) throws Exception {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data:")) {
            line = lines.readLine();
        }
        assertThat(line).as("the stream goes on").isNotNull();
        return StoredJson.MAPPER.readTree(line.substring("data:".length()));
    }

    private static List<SyncEvent> completed(SyncId sync, int end) {
        return List.of(
                requested(sync, 0, Step.PRODUCTS),
                new SyncStepStarted(sync, STORE, Step.PRODUCTS, at(10)),
                new SyncPageImported(sync, STORE, Step.PRODUCTS, 1, 100, 100, 300L, at(20)),
                new SyncPageImported(sync, STORE, Step.PRODUCTS, 2, 200, 300, null, at(30)),
                new SyncStepCompleted(
                        sync,
                        STORE,
                        Step.PRODUCTS,
                        300,
                        at(9),
                        List.of(new FailedItem("gid://shopify/Product/7", "unreadable price")),
                        at(50)),
                new SyncCompleted(sync, STORE, "products", 300, at(end)));
    }

    private static SyncRequested requested(SyncId sync, int second, Step step) {
        return new SyncRequested(sync, STORE, step.word(), List.of(step), true, null, 250, false, "api", at(second));
    }

    private static Instant at(int second) {
        return MONDAY.plusSeconds(second);
    }

    private static JsonNode of(String type, JsonNode health) {
        for (JsonNode line : health) {
            if (line.get("sync_type").asString().equals(type)) {
                return line;
            }
        }
        throw new AssertionError("nothing of " + type + " in " + health);
    }
}
