package io.shopledger.app.path;

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
import tools.jackson.databind.JsonNode;

/** What is Axon Server's alone; everything else of this suite runs on it as well where {@code AXON_AXONSERVER_SERVERS} is set. */
@EnabledIfEnvironmentVariable(
        named = "AXON_AXONSERVER_SERVERS",
        matches = ".+",
        disabledReason = "AXON_AXONSERVER_SERVERS names no Axon Server")
class EventsInAxonServerTest {
    private static final int ORDERS = 40;

    private final Http http = new Http();
    private final String simulator = "http://127.0.0.1:" + Jar.freePort();
    private final String service = "http://127.0.0.1:" + Jar.freePort();

    @TempDir
    Path folder;

    @Test
    void eventsAreThere_andNoOtherLedgerMixesIn() {
        try (Jar shopify = Jar.simulator(
                        folder.resolve("simulator.log"),
                        "--port=" + Jar.port(simulator),
                        "--orders=" + ORDERS,
                        "--products=10",
                        "--customers=5",
                        "--live-rate=0")
                .ready(http, simulator + "/__sim/stats")) {
            try (Jar demo = jar("a", System.getenv("AXON_AXONSERVER_SERVERS"), "demo", "--simulator-url=" + simulator)
                    .ready(http, service + "/health")) {
                await().atMost(Duration.ofMinutes(4)).until(() -> orders().size() == ORDERS);
                String order = orders().get(0).get("id").asString();
                assertThat(http.get(service + "/api/v1/audit/orders/" + order + "/history?store_id=1")
                                .get("events"))
                        .isNotEmpty();
                assertThat(http.get(service + "/health")
                                .at("/components/eventStore/details/head")
                                .asLong())
                        .isGreaterThan(ORDERS);
                theFollowerSealsThem();
            }
            refused("a", "", "this ledger keeps its events outside its database");
            refused(
                    "b",
                    System.getenv("AXON_AXONSERVER_SERVERS"),
                    "a server that holds events, but this ledger is new");
            refused("b", "127.0.0.1:1,", "write it as host:port");
        }
    }

    private void theFollowerSealsThem() {
        long head = http.get(service + "/health")
                .at("/components/eventStore/details/head")
                .asLong();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode proof = http.post(service + "/api/v1/audit/verify", "{}");
            assertThat(proof.get("holds").asBoolean()).as("%s", proof).isTrue();
            assertThat(proof.get("events").asLong()).isGreaterThan(head);
        });
    }

    private JsonNode orders() {
        return http.json(service + "/api/v1/orders?store_id=1&limit=250")
                .path("orders"); // none while there is no store
    }

    private void refused(String data, String servers, String said) {
        try (Jar ledger = jar(data, servers, "serve")) {
            assertThat(ledger.awaitEnd()).isEqualTo(1);
            assertThat(ledger.output()).contains(said);
        }
    }

    private Jar jar(String data, String servers, String... more) {
        String[] arguments = new String[more.length + 2];
        System.arraycopy(more, 0, arguments, 0, more.length);
        arguments[more.length] = "--server.port=" + Jar.port(service);
        arguments[more.length + 1] = "--data-dir=" + folder.resolve(data);
        Map<String, String> environment = Map.of(
                "SHOPLEDGER_SHOPIFY_URL",
                simulator + "/{shop}",
                "SYNC_INTERVAL_MINUTES",
                "0",
                "AXON_AXONSERVER_SERVERS",
                servers);
        return Jar.shopledger(folder.resolve(data + ".log"), environment, arguments);
    }
}
