package io.shopledger.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shopledger.app.comparison.EntityComparison;
import io.shopledger.app.comparison.TruthInApi;
import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process leans on goes away while webhooks flow: {@code /health} names it, and all goes on alone when it is back. */
@Tag("long")
class BadDaysTest {
    private static final int ORDERS = 300;

    private final Http http = new Http();
    private final String simulator = "http://127.0.0.1:" + Jar.freePort();
    private final String service = "http://127.0.0.1:" + Jar.freePort();

    @TempDir
    Path folder;

    @Test
    void databaseGone_thenShopifyGone_thenANewerSchema() throws Exception {
        Jar shopify = simulator();
        Path data = folder.resolve("data");
        Jar ledger = start(data, "demo", "--simulator-url=" + simulator);
        try {
            told(ledger);
            databaseIsGoneForAWhile(ledger, data);
            new ThreadOfOrders(http, simulator, service).holds(ORDERS);

            await("the demo's sync has ended")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> fullSync().equals("completed"));
            http.post(service + "/api/v1/sync/full", "{\"store_id\": 1, \"full_sync\": true}");
            shopify.kill();
            await("health names Shopify")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> part("shopify").equals("DEGRADED"));
            assertThat(http.status(service + "/health")).as("what is not ours").isEqualTo(200);
            shopify = simulator();
            await("the sync ends, and Shopify is there again")
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> part("shopify").equals("UP") && fullSync().equals("completed"));
            TruthInApi truth = new TruthInApi(http, simulator, service);
            for (Map.Entry<String, Integer> kind : Map.of("products", 40, "orders", ORDERS / 2, "customers", 15)
                    .entrySet()) {
                EntityComparison comparison = EntityComparison.of(kind.getKey());
                truth.awaitEqual(kind.getKey(), kind.getValue(), entity -> comparison);
            }
            sql(
                    data,
                    "insert into ledger.flyway_command (installed_rank, version, description, type, script, checksum,"
                            + " installed_by, execution_time, success) values (900, '900', 'of tomorrow', 'SQL', 'V900__of_tomorrow.sql',"
                            + " 1, 'shopledger', 1, true)");
        } finally {
            ledger.close();
            shopify.close();
        }
        Jar older = Jar.shopledger(
                folder.resolve("older.log"), "serve", "--server.port=" + Jar.port(service), "--data-dir=" + data);
        try (older) {
            assertThat(older.awaitEnd()).isEqualTo(1);
            assertThat(older.output())
                    .contains("The database was written by another build of Shopledger")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void diskFull_acknowledgesNothingItCannotKeep() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", disk.toString()) == 0,
                "a small file system cannot be mounted here; as root it can");
        try (Jar shopify = simulator()) {
            Jar ledger = start(disk.resolve("data"), "demo", "--simulator-url=" + simulator);
            try {
                told(ledger);
                Path filling = disk.resolve("filling");
                fill(filling);
                http.post(simulator + "/__sim/traffic", "{\"rate\":100,\"seconds\":15}");
                await("deliveries are refused").atMost(Duration.ofSeconds(60)).until(() -> failedDeliveries() > 50);
                Files.delete(filling);
                settled();
                new ThreadOfOrders(http, simulator, service).holds(ORDERS);
                assertThat(ledger.output())
                        .containsOnlyOnce("The database has no room left")
                        .doesNotContain("\tat ");
            } finally {
                ledger.close();
            }
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private void databaseIsGoneForAWhile(Jar ledger, Path data) throws Exception {
        http.post(simulator + "/__sim/traffic", "{\"rate\":50,\"seconds\":12}");
        long before = deliveries("acknowledged");
        await().atMost(Duration.ofSeconds(60)).until(() -> deliveries("acknowledged") > before + 100);
        Path control = data.resolve("postgres/global/pg_control");
        Path away = control.resolveSibling("pg_control.away");
        Files.move(control, away); // so that it cannot be started at once
        ProcessHandle postgres = postmaster(data);
        postgres.destroyForcibly();
        await("health names the database")
                .atMost(Duration.ofSeconds(60))
                .until(() -> http.status(service + "/health") == 503
                        && part("database").equals("DOWN"));
        await("deliveries are refused").atMost(Duration.ofSeconds(60)).until(() -> failedDeliveries() > 0);
        Files.move(away, control);
        settled();
        assertThat(http.status(service + "/health")).isEqualTo(200);
        assertThat(postmaster(data).pid()).isNotEqualTo(postgres.pid());
        assertThat(ledger.output())
                .containsOnlyOnce("The embedded Postgres has ended")
                .containsOnlyOnce("The embedded Postgres runs again")
                .containsOnlyOnce("The database does not answer")
                .doesNotContain("\tat ");
    }

    private void told(Jar demo) {
        await("the demo has had every order told")
                .atMost(Duration.ofSeconds(90))
                .until(() -> demo.output().contains("/api/v1/webhooks/ledger"));
        await().atMost(Duration.ofSeconds(90)).until(() -> waiting() == 0);
    }

    private void settled() {
        await("everything is told and decided")
                .atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> {
                    http.post(simulator + "/__sim/retries", "{}");
                    return http.get(simulator + "/__sim/stats")
                                            .get("traffic_left")
                                            .asLong()
                                    == 0
                            && deliveries("waiting") == 0
                            && waiting() == 0;
                });
        assertThat(deliveries("dropped")).as("given up by Shopify").isZero();
    }

    private Jar simulator() {
        return Jar.simulator(
                        folder.resolve("simulator.log"),
                        "--port=" + Jar.port(simulator),
                        "--orders=" + ORDERS,
                        "--products=50",
                        "--customers=20",
                        "--live-rate=0",
                        "--journal=" + folder.resolve("journal.ndjson"),
                        "--retry-base=60000")
                .ready(http, simulator + "/__sim/stats");
    }

    private Jar start(Path data, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--server.port=" + Jar.port(service));
        arguments.add("--data-dir=" + data);
        return Jar.shopledger(
                        folder.resolve("shopledger.log"),
                        Map.of("SHOPLEDGER_SHOPIFY_URL", simulator + "/{shop}", "SYNC_INTERVAL_MINUTES", "0"),
                        arguments.toArray(String[]::new))
                .ready(http, service + "/health");
    }

    private String part(String name) {
        return http.json(service + "/health")
                .at("/components/" + name + "/status")
                .asString();
    }

    private String fullSync() {
        return http.get(service + "/api/v1/sync/logs?store_id=1&limit=1")
                .at("/logs/0/status")
                .asString();
    }

    private long deliveries(String state) {
        return http.get(simulator + "/__sim/stats").get("deliveries").get(state).asLong();
    }

    /** Those that were tried and not acknowledged, and are to be tried again. */
    private long failedDeliveries() {
        return http.lines(simulator + "/__sim/deliveries").stream()
                .filter(delivery -> delivery.get("state").asString().equals("waiting")
                        && delivery.get("attempts").asLong() > 0)
                .count();
    }

    private long waiting() {
        return http.get(service + "/api/v1/webhooks/ledger?store_id=1")
                .get("total")
                .get("waiting")
                .asLong();
    }

    private static ProcessHandle postmaster(Path data) throws IOException {
        String pid = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(0)
                .strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void sql(Path data, String text) throws IOException, SQLException {
        String port = Files.readString(data.resolve("postgres.port")).strip();
        String password = Files.readString(data.resolve("postgres.password")).strip();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/shopledger";
        try (Connection connection = DriverManager.getConnection(url, "shopledger", password);
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static void fill(Path file) {
        byte[] part = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(part);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
