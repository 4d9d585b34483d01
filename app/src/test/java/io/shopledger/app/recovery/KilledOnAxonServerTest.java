package io.shopledger.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The thread of orders with its events in a real Axon Server, killed while webhooks come in. It needs an empty one at {@code
 * AXON_AXONSERVER_SERVERS}, and leaves its events there.
 */
@EnabledIfEnvironmentVariable(
        named = "AXON_AXONSERVER_SERVERS",
        matches = ".+",
        disabledReason = "AXON_AXONSERVER_SERVERS names no Axon Server")
class KilledOnAxonServerTest {
    private static final int ORDERS = 300;
    private static final int KILLS = 3;

    private final Http http = new Http();
    private final String simulator = "http://127.0.0.1:" + Jar.freePort();
    private final String service = "http://127.0.0.1:" + Jar.freePort();

    @TempDir
    Path folder;

    @Test
    void killedWhileWebhooksComeIn_nothingIsLostOrRepeated() {
        try (Jar shopify = Jar.simulator(
                        folder.resolve("simulator.log"),
                        "--port=" + Jar.port(simulator),
                        "--orders=" + ORDERS,
                        "--products=50",
                        "--customers=20",
                        "--live-rate=0",
                        "--retry-base=60000")
                .ready(http, simulator + "/__sim/stats")) {
            Jar running = start("demo", "--simulator-url=" + simulator);
            try {
                Jar demo = running;
                await("the demo has had every order told")
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> demo.output().contains("/api/v1/webhooks/ledger"));
                for (int kill = 0; kill < KILLS; kill++) {
                    long before = of("applied");
                    http.post(simulator + "/__sim/traffic", "{\"rate\":50,\"seconds\":8}");
                    await("webhooks are being applied")
                            .atMost(Duration.ofSeconds(60))
                            .until(() -> of("applied") > before);
                    assertThat(http.get(simulator + "/__sim/stats")
                                    .get("traffic_left")
                                    .asLong())
                            .as("changes still to come at kill %d", kill)
                            .isPositive();
                    running.kill();
                    running = start("serve");
                }
                await().atMost(Duration.ofSeconds(150))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> stat("traffic_left") == 0
                                && retried()
                                && http.get(simulator + "/__sim/stats")
                                                .get("deliveries")
                                                .get("waiting")
                                                .asLong()
                                        == 0
                                && of("waiting") == 0);
                new ThreadOfOrders(http, simulator, service).holds(ORDERS);
                assertThat(http.get(service + "/health")
                                .get("components")
                                .get("eventStore")
                                .get("details")
                                .get("head")
                                .asLong())
                        .isGreaterThan(ORDERS);
            } finally {
                running.close();
            }
        }
    }

    private Jar start(String command, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = command;
        arguments[1] = "--server.port=" + Jar.port(service);
        arguments[2] = "--data-dir=" + folder.resolve("data");
        System.arraycopy(more, 0, arguments, 3, more.length);
        Map<String, String> environment = Map.of(
                "SHOPLEDGER_SHOPIFY_URL",
                simulator + "/{shop}",
                "SYNC_INTERVAL_MINUTES",
                "0",
                "AXON_AXONSERVER_SERVERS",
                System.getenv("AXON_AXONSERVER_SERVERS"));
        return Jar.shopledger(folder.resolve(command + ".log"), environment, arguments)
                .ready(http, service + "/health");
    }

    private long stat(String name) {
        return http.get(simulator + "/__sim/stats").get(name).asLong();
    }

    private boolean retried() {
        http.post(simulator + "/__sim/retries", "{}");
        return true;
    }

    private long of(String outcome) {
        return http.get(service + "/api/v1/webhooks/ledger?store_id=1")
                .get("total")
                .get(outcome)
                .asLong();
    }
}
