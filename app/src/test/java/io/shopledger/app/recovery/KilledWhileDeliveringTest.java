package io.shopledger.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thread, whole: orders live, webhooks flow, the service is killed again and again, and nothing is lost or doubled. */
class KilledWhileDeliveringTest {
    private static final int ORDERS = 2_000;
    private static final int CHANGES_A_SECOND = 100;
    private static final int SECONDS_A_KILL = 10;
    private static final int KILLS = 5;

    private final Http http = new Http();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    @Test
    void killedFiveTimesInMidDelivery_losesAndRepeatsNothing() {
        String simulator = "http://127.0.0.1:" + Jar.freePort();
        String service = "http://127.0.0.1:" + Jar.freePort();
        System.out.println("random kills from seed " + seed);
        try (Jar shopify = Jar.simulator(
                        folder.resolve("simulator.log"),
                        "--port=" + Jar.port(simulator),
                        "--orders=" + ORDERS,
                        "--products=200",
                        "--customers=100",
                        "--live-rate=0",
                        "--retry-base=60000")
                .ready(http, simulator + "/__sim/stats")) {
            Jar ledger = start(service, simulator, "demo", "--simulator-url=" + simulator);
            long applied = 0;
            try {
                Jar demo = ledger;
                await("the demo has connected the store and had every order told")
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> demo.output().contains("/api/v1/webhooks/ledger"));
                for (int kill = 0; kill < KILLS; kill++) {
                    http.post(
                            simulator + "/__sim/traffic",
                            "{\"rate\":" + CHANGES_A_SECOND + ",\"seconds\":" + SECONDS_A_KILL + "}");
                    long before = deliveries(simulator, "acknowledged");
                    long target = before + 200 + random.nextInt(800);
                    await().atMost(Duration.ofSeconds(90))
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> deliveries(simulator, "acknowledged") >= target);
                    long appliedBefore = applied;
                    await().atMost(Duration.ofSeconds(60))
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> total(service, "applied") > appliedBefore);
                    applied = total(service, "applied");
                    await("deliveries are under way at kill " + (kill + 1))
                            .atMost(Duration.ofSeconds(30))
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> deliveries(simulator, "waiting") > 0);
                    ledger.kill();
                    // Not the demo again: it would have the whole store told anew, and so mend what was lost.
                    ledger = start(service, simulator, "serve");
                    retry(simulator);
                }
                await().atMost(Duration.ofSeconds(240))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> http.get(simulator + "/__sim/stats")
                                                .get("traffic_left")
                                                .asLong()
                                        == 0
                                && retry(simulator)
                                && deliveries(simulator, "waiting") == 0
                                && total(service, "waiting") == 0);
                assertThat(deliveries(simulator, "dropped"))
                        .as("%s%n%s", http.get(simulator + "/__sim/stats"), ledger.output())
                        .isZero();

                new ThreadOfOrders(http, simulator, service).holds(ORDERS);
            } finally {
                ledger.close();
            }
        }
    }

    private Jar start(String service, String simulator, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--server.port=" + Jar.port(service));
        arguments.add("--data-dir=" + folder.resolve("data with spaces"));
        return Jar.shopledger(
                        folder.resolve("shopledger.log"),
                        Map.of("SHOPLEDGER_SHOPIFY_URL", simulator + "/{shop}", "SYNC_INTERVAL_MINUTES", "0"),
                        arguments.toArray(String[]::new))
                .ready(http, service + "/health");
    }

    /** What failed while the service was away would otherwise come back in a minute and more. */
    private boolean retry(String simulator) {
        http.post(simulator + "/__sim/retries", "{}");
        return true;
    }

    private long total(String service, String part) {
        return http.get(service + "/api/v1/webhooks/ledger?store_id=1")
                .get("total")
                .get(part)
                .asLong();
    }

    private long deliveries(String simulator, String state) {
        return http.get(simulator + "/__sim/stats").get("deliveries").get(state).asLong();
    }
}
