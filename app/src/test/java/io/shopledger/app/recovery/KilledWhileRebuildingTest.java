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
import io.shopledger.query.QueryMigrations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;

/** All read models are made anew: the worker is killed in the middle, another ends it, and whoever asks for lists sees nothing. */
class KilledWhileRebuildingTest {
    private static final String REBUILDS = "/api/v1/projections/rebuilds/";

    private final Http http = new Http();
    private final String simulator = "http://127.0.0.1:" + Jar.freePort();
    private final String api = "http://127.0.0.1:" + Jar.freePort();
    private final String worker = "http://127.0.0.1:" + Jar.freePort();

    @TempDir
    Path folder;

    @Test
    @Tag("long")
    void killedInTheMiddle_anotherGoesOn_andNoListShrinksOrFails() throws SQLException {
        rebuilds(3_000, 600, 300, 1_000, 20, 10);
    }

    @Test
    @Tag("long")
    void fiftyThousandEvents_underTraffic_killedInTheMiddle_andNoListShrinksOrFails() throws SQLException {
        rebuilds(50_000, 6_000, 4_000, 6_000, 30, 60);
    }

    private void rebuilds(long events, int products, int customers, int orders, int rate, int seconds)
            throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.start(UnpackedOnce.forThe(folder.resolve("postgres of all")));
                Jar shopify = Jar.simulator(
                        folder.resolve("simulator.log"),
                        "--port=" + Jar.port(simulator),
                        "--plan=unlimited",
                        "--products=" + products,
                        "--orders=" + orders,
                        "--customers=" + customers,
                        "--live-rate=0");
                Jar front = process("api", "api", Jar.port(api), postgres.database())) {
            Jar first = process("first", "worker,beat", Jar.port(worker), postgres.database());
            try {
                shopify.ready(http, simulator + "/__sim/stats");
                front.ready(http, api + "/health");
                first.ready(http, worker + "/health");
                history(events);
                PGSimpleDataSource database = new PGSimpleDataSource();
                database.setUrl(postgres.database().url());
                database.setUser(postgres.database().user());
                database.setPassword(postgres.database().password());
                try (Lists lists = new Lists(api)) {
                    http.post(simulator + "/__sim/traffic", "{\"rate\":%d,\"seconds\":%d}".formatted(rate, seconds));
                    long rebuild = killedInTheMiddle(database, first);
                    lists.check();
                    try (Jar second = process("second", "worker,beat", Jar.port(worker), postgres.database())) {
                        JsonNode done = ended(rebuild, second);
                        assertThat(done.get("state").asString()).as("%s", done).isEqualTo("done");
                        assertThat(done.get("from_event").asLong())
                                .as("it did not begin anew")
                                .isPositive();
                        assertThat(done.get("swapped")).hasSize(6);
                        assertThat(done.get("events_done").asLong()).isGreaterThanOrEqualTo(events);
                        await().atMost(Duration.ofSeconds(120))
                                .until(() -> http.get(simulator + "/__sim/stats")
                                                        .get("traffic_left")
                                                        .asLong()
                                                == 0
                                        && waiting() == 0);
                        TruthInApi truth = new TruthInApi(http, simulator, api);
                        EntityComparison whole = EntityComparison.of("products");
                        truth.awaitEqual("products", products / 2, product -> whole);
                    }
                    lists.check();
                    System.out.printf(
                            "%d lists asked for, one walked through %d times%n", lists.asked(), lists.walked());
                    assertThat(lists.walked()).isPositive();
                }
            } finally {
                first.close();
            }
        }
    }

    private void history(long events) {
        http.post(
                api + "/api/v1/stores",
                "{\"store_domain\": \"demo.myshopify.com\", \"access_token\": \"shpat_demo\","
                        + " \"api_key\": \"demo-key\", \"api_secret\": \"demo-secret\"}");
        http.post(api + "/api/v1/webhooks/register-all", "{\"store_id\": 1, \"base_url\": \"" + api + "\"}");
        String sync = http.post(api + "/api/v1/sync/full", "{\"store_id\": 1, \"full_sync\": true}")
                .get("sync_id")
                .asString();
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> http.get(api + "/api/v1/sync/" + sync)
                        .get("status")
                        .asString()
                        .equals("completed"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> projection("orders").get("lag_events").asLong() == 0);
        assertThat(projection("orders").get("position").asLong()).isGreaterThanOrEqualTo(events);
    }

    /** One of the orders is held by us in the new table, so that its segment waits there until the process is killed. */
    private long killedInTheMiddle(PGSimpleDataSource database, Jar first) throws SQLException {
        long oldest = http.get(api + "/api/v1/orders?store_id=1&limit=1")
                .at("/orders/0/id")
                .asLong();
        QueryMigrations.into("rebuild_1", database).migrate();
        try (Connection ours = database.getConnection();
                Statement statement = ours.createStatement()) {
            statement.execute("set transaction_timeout = 0"); // filling takes longer than a transaction may
            statement.execute("set idle_in_transaction_session_timeout = 0");
            ours.setAutoCommit(false);
            statement.execute("""
                    insert into rebuild_1.shopify_orders (store_id, id, updated_at, line_count, last_event, last_event_at,
                        changed_at, version, record) values (1, %d, now(), 0, '', now(), now(), 0, '')""".formatted(oldest));
            long rebuild = http.post(api + "/api/v1/projections/rebuild", "{}")
                    .get("rebuild_id")
                    .asLong();
            assertThat(rebuild).as("whose schema was made").isEqualTo(1);
            await().atMost(Duration.ofMinutes(5)).until(() -> isHeldUp(database));
            assertThat(http.get(api + REBUILDS + rebuild).get("state").asString())
                    .isEqualTo("filling");
            first.kill();
            ours.rollback();
            return rebuild;
        }
    }

    private static boolean isHeldUp(PGSimpleDataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var found =
                        statement.executeQuery("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and query ilike 'insert into shopify_orders%'")) {
            return found.next() && found.getLong(1) > 0;
        }
    }

    private JsonNode ended(long rebuild, Jar second) {
        await().atMost(Duration.ofMinutes(5))
                .untilAsserted(() -> assertThat(http.get(api + REBUILDS + rebuild)
                                .get("ended_at")
                                .isNull())
                        .as("%s", second.output())
                        .isFalse());
        return http.get(api + REBUILDS + rebuild);
    }

    private JsonNode projection(String name) {
        for (JsonNode projection : http.get(api + "/api/v1/projections").get("projections")) {
            if (projection.get("name").asString().equals(name)) {
                return projection;
            }
        }
        throw new AssertionError("There is no projection " + name);
    }

    private long waiting() {
        return http.get(api + "/api/v1/webhooks/ledger?store_id=1")
                .get("total")
                .get("waiting")
                .asLong();
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
}
