package io.shopledger.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The width, whole: a store of every kind is synced from empty while it lives, the service is killed in the middle, twice. */
class KilledWhileSyncingTest {
    private static final Map<String, Integer> STORE = Map.of("products", 1_000, "orders", 2_000, "customers", 500);
    private static final List<String> KINDS_THAT_WEBHOOKS_TELL_WHOLE = List.of("products", "inventory", "orders");
    private static final List<String> KINDS = List.of("products", "customers", "inventory", "orders");

    /** Lists do not open personal fields: these are compared one by one. */
    private static final Set<String> PERSONAL = Set.of("customers", "orders");

    private static final int CHANGES_A_SECOND = 25;
    private static final int SECONDS = 45;
    private static final int KILLS = 2;

    private static final int ENTITIES_A_PAGE = 50;

    /** Pages that were read when the kill came, and what the store grew meanwhile. */
    private static final int PAGES_READ_TWICE = 10;

    private final Http http = new Http();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    @Test
    void killedTwiceInAFullSyncUnderLiveTraffic_endsInTheTruthOfEveryKind() {
        String simulator = "http://127.0.0.1:" + Jar.freePort();
        String service = "http://127.0.0.1:" + Jar.freePort();
        System.out.println("random kills from seed " + seed);
        List<String> store = new ArrayList<>();
        STORE.forEach((kind, count) -> store.add("--" + kind + "=" + count));
        store.addAll(List.of("--port=" + Jar.port(simulator), "--live-rate=0", "--retry-base=5000"));
        try (Jar shopify = Jar.simulator(folder.resolve("simulator.log"), store.toArray(String[]::new))
                .ready(http, simulator + "/__sim/stats")) {
            Jar ledger = start(service, simulator);
            try {
                connect(service);
                String sync = http.post(
                                service + "/api/v1/sync/full",
                                "{\"store_id\": 1, \"full_sync\": true, \"batch_size\": " + ENTITIES_A_PAGE + "}")
                        .get("sync_id")
                        .asString();
                long imported = 0;
                for (int kill = 0; kill < KILLS; kill++) {
                    http.post(
                            simulator + "/__sim/traffic",
                            "{\"rate\":" + CHANGES_A_SECOND + ",\"seconds\":" + SECONDS + "}");
                    long target = imported + 300 + random.nextInt(700);
                    await().atMost(Duration.ofSeconds(120))
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> imported(service, sync) >= target);
                    assertThat(status(service, sync))
                            .as("before kill %d", kill + 1)
                            .isEqualTo("running");
                    imported = imported(service, sync);
                    assertThat(trafficLeft(simulator))
                            .as("the store lives at kill %d", kill + 1)
                            .isPositive();
                    ledger.kill();
                    ledger = start(service, simulator);
                }
                await().atMost(Duration.ofSeconds(180))
                        .pollInterval(Duration.ofMillis(200))
                        .untilAsserted(() -> assertThat(status(service, sync)).isEqualTo("completed"));
                assertThat(pages(simulator))
                        .as("pages asked for: a sync that began again would show")
                        .isLessThan(pagesOfTheStore(simulator) + PAGES_READ_TWICE);
                settled(service, simulator, ledger);
                for (String kind : KINDS_THAT_WEBHOOKS_TELL_WHOLE) {
                    theApiEqualsTheTruth(kind, simulator, service);
                }
                // Webhooks do not tell a customer's tags and consent: what changed of them the next sync finds.
                String again = http.post(service + "/api/v1/sync/full", "{\"store_id\": 1}")
                        .get("sync_id")
                        .asString();
                await().atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofMillis(200))
                        .untilAsserted(() -> assertThat(status(service, again)).isEqualTo("completed"));

                theApiEqualsTheTruth("customers", simulator, service);
                assertThat(http.get(service + "/api/v1/dead-letters?store_id=1").get("dead_letters"))
                        .isEmpty();
            } finally {
                ledger.close();
            }
        }
    }

    private Jar start(String service, String simulator) {
        return Jar.shopledger(
                        folder.resolve("shopledger.log"),
                        Map.of(
                                "SHOPLEDGER_SHOPIFY_URL", simulator + "/{shop}",
                                "SHOPIFY_API_KEY", "demo-key",
                                "SHOPIFY_API_SECRET", "demo-secret",
                                "SYNC_INTERVAL_MINUTES", "0"),
                        "serve",
                        "--server.port=" + Jar.port(service),
                        "--data-dir=" + folder.resolve("data"))
                .ready(http, service + "/health");
    }

    private void connect(String service) {
        http.post(
                service + "/api/v1/stores",
                "{\"store_domain\": \"demo.myshopify.com\", \"access_token\": \"shpat_demo\","
                        + " \"api_key\": \"demo-key\", \"api_secret\": \"demo-secret\"}");
        http.post(service + "/api/v1/webhooks/register-all", "{\"store_id\": 1, \"base_url\": \"" + service + "\"}");
    }

    private void settled(String service, String simulator, Jar ledger) {
        await().atMost(Duration.ofSeconds(240))
                .pollInterval(Duration.ofMillis(500))
                .until(() ->
                        http.get(simulator + "/__sim/stats").get("traffic_left").asLong() == 0
                                && deliveries(simulator, "waiting") == 0
                                && waiting(service) == 0);
        assertThat(deliveries(simulator, "dropped"))
                .as("%s%n%s", http.get(simulator + "/__sim/stats"), ledger.output())
                .isZero();
    }

    private void theApiEqualsTheTruth(String kind, String simulator, String service) {
        Map<Long, JsonNode> truth = new HashMap<>();
        http.lines(simulator + "/__sim/truth/" + kind)
                .forEach(entity -> truth.put(entity.get("id").asLong(), entity));
        assertThat(truth).as(kind).hasSizeGreaterThan(400);
        EntityComparison comparison =
                kind.equals("orders") ? EntityComparison.ofOrdersPulled() : EntityComparison.of(kind);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Map<Long, JsonNode> listed = new HashMap<>();
            http.eachOf(
                    service + "/api/v1/" + kind + "?store_id=1&limit=250",
                    kind,
                    entity -> listed.put(entity.get("id").asLong(), entity));
            assertThat(listed.keySet()).as(kind).isEqualTo(truth.keySet());
            for (JsonNode entity : truth.values()) {
                long id = entity.get("id").asLong();
                JsonNode ours = PERSONAL.contains(kind)
                        ? http.get(service + "/api/v1/" + kind + "/" + id + "?store_id=1")
                        : listed.get(id);
                assertThat(comparison.differences(entity, ours))
                        .as("%s %s", kind, id)
                        .isEmpty();
            }
        });
    }

    private String status(String service, String sync) {
        return http.get(service + "/api/v1/sync/" + sync).get("status").asString();
    }

    private long imported(String service, String sync) {
        long imported = 0;
        for (JsonNode step : http.get(service + "/api/v1/sync/" + sync).get("steps")) {
            imported += step.get("items").asLong();
        }
        return imported;
    }

    private long trafficLeft(String simulator) {
        return http.get(simulator + "/__sim/stats").get("traffic_left").asLong();
    }

    private long waiting(String service) {
        return http.get(service + "/api/v1/webhooks/ledger?store_id=1")
                .get("total")
                .get("waiting")
                .asLong();
    }

    private long pages(String simulator) {
        long pages = 0;
        for (JsonNode count : http.get(simulator + "/__sim/stats").get("pages")) {
            pages += count.asLong();
        }
        return pages;
    }

    private long pagesOfTheStore(String simulator) {
        JsonNode stats = http.get(simulator + "/__sim/stats");
        long pages = 0;
        for (String kind : KINDS) {
            pages += stats.get(kind).asLong() / ENTITIES_A_PAGE + 1;
        }
        return pages;
    }

    private long deliveries(String simulator, String state) {
        return http.get(simulator + "/__sim/stats").get("deliveries").get(state).asLong();
    }
}
