package io.shopledger.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.comparison.EntityComparison;
import io.shopledger.app.comparison.TruthInApi;
import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final List<String> STEPS = List.of("products", "inventory", "customers", "orders");
    private static final Map<String, String> CONNECTIONS =
            Map.of("products", "products", "customers", "customers", "inventory", "inventoryItems", "orders", "orders");

    private static final int CHANGES_A_SECOND = 25;

    private static final int ENTITIES_A_PAGE = 50;

    /** Of a step: the page that was read when the kill came, and what changed behind the cursor meanwhile. */
    private static final int PAGES_READ_TWICE = 3;

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
        store.addAll(List.of("--port=" + Jar.port(simulator), "--live-rate=0", "--retry-base=60000"));
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
                http.post(simulator + "/__sim/traffic", "{\"rate\":" + CHANGES_A_SECOND + ",\"seconds\":3600}");
                for (String step : twoSteps()) {
                    inTheMiddleOf(step, service, simulator, sync);
                    ledger.kill();
                    ledger = start(service, simulator);
                    http.post(simulator + "/__sim/retries", "{}");
                }
                await().atMost(Duration.ofSeconds(180))
                        .pollInterval(Duration.ofMillis(200))
                        .untilAsserted(() -> assertThat(status(service, sync)).isEqualTo("completed"));
                assertThat(trafficLeft(simulator))
                        .as("the store lived all the while")
                        .isPositive();
                noFinishedPageIsAskedForAgain(simulator);
                http.delete(simulator + "/__sim/traffic");
                settled(service, simulator, ledger);
                TruthInApi truth = new TruthInApi(http, simulator, service);
                everyKindEqualsTheTruth(truth);
                // Webhooks do not tell a customer's tags and consent: what changed of them since the next sync finds.
                String again = http.post(service + "/api/v1/sync/full", "{\"store_id\": 1}")
                        .get("sync_id")
                        .asString();
                await().atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofMillis(200))
                        .untilAsserted(() -> assertThat(status(service, again)).isEqualTo("completed"));

                truth.awaitEqual("customers", 400, customer -> EntityComparison.of("customers"));
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
                .until(() -> {
                    http.post(simulator + "/__sim/retries", "{}");
                    return trafficLeft(simulator) == 0
                            && deliveries(simulator, "waiting") == 0
                            && waiting(service) == 0;
                });
        assertThat(deliveries(simulator, "dropped"))
                .as("%s%n%s", http.get(simulator + "/__sim/stats"), ledger.output())
                .isZero();
    }

    private static void everyKindEqualsTheTruth(TruthInApi truth) {
        for (String kind : List.of("products", "inventory")) {
            EntityComparison whole = EntityComparison.of(kind);
            truth.awaitEqual(kind, 400, entity -> whole);
        }
        EntityComparison whole = EntityComparison.of("orders");
        EntityComparison onlyRead = EntityComparison.ofOrdersOnlyRead();
        Set<Long> told = truth.toldByWebhooks("orders");
        assertThat(told).as("orders told by webhooks").isNotEmpty();
        truth.awaitEqual("orders", 400, order -> told.contains(order) ? whole : onlyRead);
        EntityComparison wholeCustomer = EntityComparison.of("customers");
        EntityComparison toldOf = EntityComparison.ofCustomersToldOf();
        Set<Long> changed = truth.toldByWebhooks("customers");
        truth.awaitEqual("customers", 400, customer -> changed.contains(customer) ? toldOf : wholeCustomer);
    }

    private String status(String service, String sync) {
        return http.get(service + "/api/v1/sync/" + sync).get("status").asString();
    }

    /** Two of the four, each as likely as the other, in the order of the sync. */
    private List<String> twoSteps() {
        List<String> steps = new ArrayList<>(STEPS);
        while (steps.size() > 2) {
            steps.remove(random.nextInt(steps.size()));
        }
        System.out.println("kills in " + steps);
        return steps;
    }

    /** So far that the pages read before it are more than those that may be read twice. */
    private void inTheMiddleOf(String name, String service, String simulator, String sync) {
        long size = http.get(simulator + "/__sim/stats").get(name).asLong();
        long target = size / 2 + random.nextLong(size / 5);
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    JsonNode step = step(name, service, sync);
                    assertThat(step.get("status").asString()).as("%s", step).isNotEqualTo("completed");
                    return step.get("items").asLong() >= target;
                });
        assertThat(step(name, service, sync).get("status").asString())
                .as("%s at the kill", name)
                .isEqualTo("running");
    }

    private JsonNode step(String name, String service, String sync) {
        for (JsonNode step : http.get(service + "/api/v1/sync/" + sync).get("steps")) {
            if (step.get("step").asString().equals(name)) {
                return step;
            }
        }
        throw new AssertionError("The sync has no step " + name);
    }

    /** Of every step: a sync that began a step again would ask for ten pages more at least. */
    private void noFinishedPageIsAskedForAgain(String simulator) {
        JsonNode stats = http.get(simulator + "/__sim/stats");
        CONNECTIONS.forEach((kind, connection) -> assertThat(
                        stats.get("pages").get(connection).asLong())
                .as("pages of %s asked for: %s", kind, stats)
                .isLessThanOrEqualTo(stats.get(kind).asLong() / ENTITIES_A_PAGE + 1 + PAGES_READ_TWICE));
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

    private long deliveries(String simulator, String state) {
        return http.get(simulator + "/__sim/stats").get("deliveries").get(state).asLong();
    }
}
