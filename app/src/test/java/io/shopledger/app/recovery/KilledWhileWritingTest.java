package io.shopledger.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.comparison.WrittenProducts;
import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Products are written, and the service is killed when Shopify has done what it was asked and has not answered yet. */
class KilledWhileWritingTest {
    private static final int PRODUCTS = 20;
    private static final String TITLE = "Written mug ";

    private final Http http = new Http();

    @TempDir
    Path folder;

    @Test
    void killedBetweenSendAndAnswer_eachProductIsMadeOnce() {
        String simulator = "http://127.0.0.1:" + Jar.freePort();
        String service = "http://127.0.0.1:" + Jar.freePort();
        try (Jar shopify = Jar.simulator(
                        folder.resolve("simulator.log"),
                        "--port=" + Jar.port(simulator),
                        "--products=3",
                        "--orders=1",
                        "--customers=1",
                        "--live-rate=0")
                .ready(http, simulator + "/__sim/stats")) {
            Jar ledger = start(service, simulator);
            try {
                http.post(
                        service + "/api/v1/stores",
                        "{\"store_domain\": \"demo.myshopify.com\", \"access_token\": \"shpat_demo\","
                                + " \"api_key\": \"demo-key\", \"api_secret\": \"demo-secret\"}");
                // Nothing is done at first, so that all are taken before the first is made.
                fault(simulator, "http-500-before", 1);
                List<String> writes = write(service);
                assertThat(writes).hasSize(PRODUCTS);
                assertThat(written(simulator, service).inShopify()).isEmpty();
                fault(simulator, "hold-mutation", 1);
                fault(simulator, "http-500-before", 0);
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> held(simulator) > 0);
                ledger.kill();
                await("what was made at the kill is held back, all of it")
                        .atMost(Duration.ofSeconds(10))
                        .untilAsserted(() -> assertThat(held(simulator))
                                .isEqualTo(
                                        written(simulator, service).inShopify().size()));
                assertThat(written(simulator, service).inShopify())
                        .as("made at the kill")
                        .hasSizeBetween(1, PRODUCTS - 1);
                fault(simulator, "hold-mutation", 0);
                fault(simulator, "http-500-after", 0.2);

                ledger = start(service, simulator);
                for (String write : writes) {
                    await().atMost(Duration.ofSeconds(60))
                            .pollInterval(Duration.ofMillis(100))
                            .untilAsserted(() -> assertThat(http.get(service + "/api/v1/products/writes/" + write)
                                            .get("status")
                                            .asString())
                                    .isEqualTo("confirmed"));
                }
                fault(simulator, "http-500-after", 0);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> written(simulator, service).areWrittenOnce(prices(), 1));
            } finally {
                ledger.close();
            }
        }
    }

    private Jar start(String service, String simulator) {
        return Jar.shopledger(
                        folder.resolve("shopledger.log"),
                        Map.of("SHOPLEDGER_SHOPIFY_URL", simulator + "/{shop}", "SYNC_INTERVAL_MINUTES", "0"),
                        "serve",
                        "--server.port=" + Jar.port(service),
                        "--data-dir=" + folder.resolve("data"))
                .ready(http, service + "/health");
    }

    private void fault(String simulator, String kind, double rate) {
        http.post(simulator + "/__sim/faults", "{\"kind\":\"" + kind + "\",\"rate\":" + rate + ",\"seconds\":300}");
    }

    private long held(String simulator) {
        return http.get(simulator + "/__sim/stats").get("held").asLong();
    }

    /** @return the ids of the writes */
    private List<String> write(String service) {
        List<String> products = new ArrayList<>();
        prices().forEach(
                        (title, price) -> products.add("{\"title\": \"" + title + "\", \"price\": \"" + price + "\"}"));
        JsonNode taken = http.post(
                service + "/api/v1/products/bulk",
                "{\"store_id\": 1, \"products\": [" + String.join(",", products) + "]}");
        List<String> writes = new ArrayList<>();
        taken.get("products").forEach(item -> writes.add(item.get("write_id").asString()));
        return writes;
    }

    /** By title. */
    private static Map<String, String> prices() {
        Map<String, String> prices = new TreeMap<>();
        for (int number = 1; number <= PRODUCTS; number++) {
            prices.put(TITLE + number, number + ".50");
        }
        return prices;
    }

    private WrittenProducts written(String simulator, String service) {
        return new WrittenProducts(http, simulator, service, TITLE);
    }
}
