package io.shopledger.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.comparison.EntityComparison;
import io.shopledger.app.comparison.TruthInApi;
import io.shopledger.app.postgres.Database;
import io.shopledger.app.postgres.LocalPostgres;
import io.shopledger.app.postgres.UnpackedOnce;
import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One database, one process for HTTP and one that works: it is killed in a sync, and another takes over what it held. */
@Tag("long")
class KilledWorkerTest {
    private static final String FEW =
            "{\"store_id\": 1, \"full_sync\": true, \"batch_size\": 5}"; // many pages: the kill falls between them

    private final Http http = new Http();
    private final String simulator = "http://127.0.0.1:" + Jar.freePort();
    private final String api = "http://127.0.0.1:" + Jar.freePort();

    @TempDir
    Path folder;

    @Test
    void workerKilledInASync_theApiAnswersAlone_andAnotherWorkerEndsIt() {
        try (LocalPostgres postgres = LocalPostgres.start(UnpackedOnce.forThe(folder.resolve("postgres of all")));
                Jar shopify = Jar.simulator(
                                folder.resolve("simulator.log"),
                                "--port=" + Jar.port(simulator),
                                "--products=150",
                                "--orders=200",
                                "--customers=50",
                                "--live-rate=0")
                        .ready(http, simulator + "/__sim/stats");
                Jar front = process("api", "api", Jar.port(api), postgres.database())
                        .ready(http, api + "/health")) {
            connect();
            String worker = "http://127.0.0.1:" + Jar.freePort();
            String sync;
            try (Jar first = process("first", "worker,beat", Jar.port(worker), postgres.database())
                    .ready(http, worker + "/health")) {
                assertThat(http.status(worker + "/api/v1/orders?store_id=1"))
                        .as("the API of a process without that role")
                        .isEqualTo(404);
                sync = http.post(api + "/api/v1/sync/full", FEW).get("sync_id").asString();
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> items(sync) >= 50);
                first.kill();
            }
            assertThat(status(sync)).as("at the kill").isEqualTo("running");

            http.post(simulator + "/__sim/traffic", "{\"rate\":20,\"seconds\":5}");
            await("the API takes webhooks while nobody works")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> ledger("waiting") >= 50);
            assertThat(http.status(api + "/api/v1/products?store_id=1&limit=1")).isEqualTo(200);
            long applied = ledger("applied");

            try (Jar second = process("second", "worker,beat", Jar.port(worker), postgres.database())
                    .ready(http, worker + "/health")) {
                await().atMost(Duration.ofSeconds(240))
                        .untilAsserted(() -> assertThat(status(sync))
                                .as("%s", second.output())
                                .isEqualTo("completed"));
                await().atMost(Duration.ofSeconds(60)).until(() -> ledger("waiting") == 0);
                assertThat(ledger("applied")).isGreaterThan(applied);
                TruthInApi truth = new TruthInApi(http, simulator, api);
                EntityComparison whole = EntityComparison.of("products");
                truth.awaitEqual("products", 100, product -> whole);
            }
        }
    }

    private void connect() {
        http.post(
                api + "/api/v1/stores",
                "{\"store_domain\": \"demo.myshopify.com\", \"access_token\": \"shpat_demo\","
                        + " \"api_key\": \"demo-key\", \"api_secret\": \"demo-secret\"}");
        http.post(api + "/api/v1/webhooks/register-all", "{\"store_id\": 1, \"base_url\": \"" + api + "\"}");
    }

    private Jar process(String name, String roles, String port, Database database) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SHOPLEDGER_SHOPIFY_URL", simulator + "/{shop}",
                "SHOPIFY_API_KEY", "demo-key",
                "SHOPIFY_API_SECRET", "demo-secret",
                "SYNC_INTERVAL_MINUTES", "0",
                "SHOPLEDGER_POOL_MAX", "30",
                "SHOPLEDGER_MASTER_KEY",
                        Base64.getEncoder()
                                .encodeToString("one key for all of them, 32 byte".getBytes(StandardCharsets.UTF_8)),
                "DATABASE_URL",
                        database.url()
                                .replace(
                                        "jdbc:postgresql://",
                                        "postgresql://" + database.user() + ":" + database.password() + "@")));
        return Jar.shopledger(
                folder.resolve(name + ".log"),
                environment,
                "serve",
                "--roles=" + roles,
                "--server.port=" + port,
                "--data-dir=" + folder.resolve("data of " + name));
    }

    private long items(String sync) {
        long items = 0;
        for (JsonNode step : http.get(api + "/api/v1/sync/" + sync).get("steps")) {
            items += step.get("items").asLong();
        }
        return items;
    }

    private String status(String sync) {
        return http.get(api + "/api/v1/sync/" + sync).get("status").asString();
    }

    private long ledger(String part) {
        return http.get(api + "/api/v1/webhooks/ledger?store_id=1")
                .get("total")
                .get(part)
                .asLong();
    }
}
