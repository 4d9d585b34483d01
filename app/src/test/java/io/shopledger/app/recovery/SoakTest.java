package io.shopledger.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.comparison.EntityComparison;
import io.shopledger.app.comparison.TruthInApi;
import io.shopledger.app.comparison.WrittenProducts;
import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A store lives, is synced and written to, while everything that can go wrong does, by chance; then all has to be as it should. */
class SoakTest {
    private static final String TITLE = "Soaked mug ";
    private static final int CHANGES_A_SECOND = 5;

    /** What Shopify does, and how often at most. What needs a person, such as a refused token, is not among it. */
    private static final Map<String, Double> FAULTS = new TreeMap<>(Map.of(
            "throttle", 0.4,
            "http-500-before", 0.4,
            "http-500-after", 0.4,
            "429", 0.3,
            "duplicate", 0.5,
            "reorder", 0.5,
            "drop", 0.3,
            "under-way", 0.5,
            "lookup-lag", 0.5,
            "wrong-version", 0.3));

    private final Http http = new Http();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final String simulator = "http://127.0.0.1:" + Jar.freePort();
    private final String service = "http://127.0.0.1:" + Jar.freePort();

    /** Prices of what was asked for, by title, and under which id. */
    private final Map<String, String> prices = new TreeMap<>();

    private final List<String> writes = new ArrayList<>();
    private final Set<String> happened = new TreeSet<>();
    private final Deque<Act> acts = new ArrayDeque<>();
    private final Deque<String> faults = new ArrayDeque<>();
    private int rounds;
    private int kills;

    @TempDir
    Path folder;

    @Test
    void halfAMinute_endsInTheTruth_andNoWriteIsDoubled() {
        soak(Duration.ofSeconds(30), 1);
    }

    @Tag("long")
    @Test
    void tenMinutes_endInTheTruth_andNoWriteIsDoubled() {
        soak(Duration.ofMinutes(10), 5);
    }

    private void soak(Duration time, int leastRounds) {
        System.out.println("soaked from seed " + seed);
        try (Jar shopify = Jar.simulator(
                        folder.resolve("simulator.log"),
                        "--port=" + Jar.port(simulator),
                        "--products=80",
                        "--orders=120",
                        "--customers=50",
                        "--live-rate=0")
                .ready(http, simulator + "/__sim/stats")) {
            Jar ledger = start();
            try {
                connect();
                http.post(simulator + "/__sim/traffic", "{\"rate\":" + CHANGES_A_SECOND + ",\"seconds\":3600}");
                long end = System.nanoTime() + time.toNanos();
                while (System.nanoTime() < end || rounds < leastRounds) {
                    ledger = somethingHappens(ledger);
                }
                FAULTS.keySet().forEach(fault -> fault(fault, 0));
                http.delete(simulator + "/__sim/traffic");
                System.out.println(
                        "soaked in " + happened + ", killed " + kills + " times, " + writes.size() + " writes");
                assertThat(happened).as("faults that struck").hasSizeGreaterThanOrEqualTo(3);
                assertThat(kills).isGreaterThanOrEqualTo(leastRounds);
                everyWriteHasEnded();
                aLastSync();
                everythingIsAsItShouldBe();
            } finally {
                ledger.close();
            }
        }
    }

    /** In each round all of these, in an order of chance. */
    private enum Act {
        FAULT,
        ANOTHER_FAULT,
        A_THIRD_FAULT,
        CALM,
        SYNC,
        WRITE,
        ANOTHER_WRITE,
        KILL
    }

    private Jar somethingHappens(Jar ledger) {
        if (acts.isEmpty()) {
            acts.addAll(shuffled(List.of(Act.values())));
        }
        Act act = acts.remove();
        rounds += acts.isEmpty() ? 1 : 0;
        switch (act) {
            case CALM -> FAULTS.keySet().forEach(fault -> fault(fault, 0));
            case SYNC -> {
                String type = shuffled(List.of("full", "products", "orders", "customers", "inventory"))
                        .get(0);
                // Where one runs already it is refused, and that one goes on.
                assertThat(send(
                                        "/api/v1/sync/" + type,
                                        "{\"store_id\":1,\"full_sync\":" + random.nextBoolean() + "}",
                                        null)
                                .statusCode())
                        .isIn(202, 409);
            }
            case WRITE, ANOTHER_WRITE -> write();
            case KILL -> {
                await().atMost(Duration.ofSeconds(10)).until(this::isAtWork);
                ledger.kill();
                kills++;
                return start();
            }
            default -> {
                if (faults.isEmpty()) {
                    faults.addAll(shuffled(List.copyOf(FAULTS.keySet())));
                }
                String fault = faults.remove();
                fault(fault, random.nextDouble(0.1, FAULTS.get(fault)));
                happened.add(fault);
            }
        }
        pause(random.nextInt(1_500));
        return ledger;
    }

    private <T> List<T> shuffled(List<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** A kill of a service that does nothing would prove nothing. */
    private boolean isAtWork() {
        return http.get(service + "/api/v1/webhooks/ledger?store_id=1")
                                .at("/total/waiting")
                                .asLong()
                        > 0
                || http.get(simulator + "/__sim/stats")
                                .at("/deliveries/waiting")
                                .asLong()
                        > 0;
    }

    private void write() {
        String title = TITLE + (prices.size() + 1);
        String price = (1 + random.nextInt(90)) + ".50";
        HttpResponse<String> taken = send(
                "/api/v1/products",
                "{\"store_id\":1,\"title\":\"" + title + "\",\"price\":\"" + price + "\"}",
                "soak-" + title.hashCode());
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        prices.put(title, price);
        writes.add(JsonMapper.shared().readTree(taken.body()).get("write_id").asString());
    }

    private void everyWriteHasEnded() {
        for (String write : writes) {
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(http.get(service + "/api/v1/products/writes/" + write)
                                    .get("status")
                                    .asString())
                            .isEqualTo("confirmed"));
        }
    }

    private void aLastSync() {
        String[] sync = new String[1];
        await().atMost(Duration.ofSeconds(240))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    HttpResponse<String> asked = send("/api/v1/sync/full", "{\"store_id\":1,\"full_sync\":true}", null);
                    sync[0] = JsonMapper.shared()
                            .readTree(asked.body())
                            .path("sync_id")
                            .asString("");
                    return asked.statusCode() == 202;
                });
        await().atMost(Duration.ofSeconds(240))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(http.get(service + "/api/v1/sync/" + sync[0])
                                .get("status")
                                .asString())
                        .isEqualTo("completed"));
    }

    private void everythingIsAsItShouldBe() {
        await().atMost(Duration.ofSeconds(120))
                .until(() -> http.get(service + "/api/v1/webhooks/ledger?store_id=1")
                                .at("/total/waiting")
                                .asLong()
                        == 0);
        TruthInApi truth = new TruthInApi(http, simulator, service);
        EntityComparison product = EntityComparison.of("products");
        truth.awaitEqual("products", 40, id -> product);
        EntityComparison item = EntityComparison.of("inventory");
        truth.awaitEqual("inventory", 40, id -> item);
        EntityComparison read = EntityComparison.ofOrdersOnlyRead(); // what webhooks alone tell may have been dropped
        truth.awaitEqual("orders", 60, id -> read);
        EntityComparison customer = EntityComparison.of("customers");
        truth.awaitEqual("customers", 20, id -> customer);
        new WrittenProducts(http, simulator, service, TITLE).areWrittenOnce(prices, 1);
        assertThat(http.get(service + "/api/v1/dead-letters?store_id=1").get("dead_letters"))
                .isEmpty();
        JsonNode ledger =
                http.get(service + "/api/v1/webhooks/ledger?store_id=1").get("total");
        long ended = 0;
        for (String outcome :
                List.of("duplicate", "waiting", "applied", "unchanged", "stale", "handled", "dead", "discarded")) {
            ended += ledger.path(outcome).asLong();
        }
        assertThat(ended)
                .as("%s", ledger)
                .isEqualTo(ledger.get("received").asLong())
                .isPositive();
    }

    private void fault(String kind, double rate) {
        http.post(simulator + "/__sim/faults", "{\"kind\":\"" + kind + "\",\"rate\":" + rate + ",\"seconds\":60}");
    }

    private HttpResponse<String> send(String path, String body, String key) {
        var request = Http.request(service + path).header("Content-Type", "application/json");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return http.send(request.POST(BodyPublishers.ofString(body)));
    }

    /** No waiting for something: it is the pace at which things happen. */
    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new java.io.InterruptedIOException());
        }
    }

    private void connect() {
        http.post(
                service + "/api/v1/stores",
                "{\"store_domain\": \"demo.myshopify.com\", \"access_token\": \"shpat_demo\","
                        + " \"api_key\": \"demo-key\", \"api_secret\": \"demo-secret\"}");
        http.post(service + "/api/v1/webhooks/register-all", "{\"store_id\": 1, \"base_url\": \"" + service + "\"}");
    }

    private Jar start() {
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
}
