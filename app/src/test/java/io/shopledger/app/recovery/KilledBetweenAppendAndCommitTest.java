package io.shopledger.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.postgres.Database;
import io.shopledger.app.postgres.LocalPostgres;
import io.shopledger.app.postgres.UnpackedOnce;
import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Events in a database of their own, killed after they were committed there and before the ledger knows of it: the thread's
 * promises hold all the same.
 */
class KilledBetweenAppendAndCommitTest {
    private static final int ORDERS = 300;
    private static final long GATE = 4_711;

    /** A transaction that has made its events last, and writes that down, waits at its commit for as long as a test holds the lock. */
    private static final String CLOSE_THE_GATE = """
            create function ledger.gate() returns trigger language plpgsql as
                $$ begin perform pg_advisory_xact_lock_shared(%1$d); return null; end $$;
            create constraint trigger gate after delete on ledger.append_in_doubt
                deferrable initially deferred for each row execute function ledger.gate();
            """.formatted(GATE);

    private static final String OPEN_THE_GATE =
            "drop trigger gate on ledger.append_in_doubt; drop function ledger.gate()";

    private static final String AT_THE_GATE =
            "select count(*) from pg_locks where locktype = 'advisory' and objid = " + GATE + " and not granted";

    private final Http http = new Http();
    private final String simulator = "http://127.0.0.1:" + Jar.freePort();
    private final String service = "http://127.0.0.1:" + Jar.freePort();

    @TempDir
    Path folder;

    @Test
    void eventsThatCameWithoutTheirLedgerRows_areFoundAndNeitherLostNorRepeated() {
        try (LocalPostgres postgres = LocalPostgres.start(UnpackedOnce.forThe(folder.resolve("postgres")));
                Jar shopify = Jar.simulator(
                                folder.resolve("simulator.log"),
                                "--port=" + Jar.port(simulator),
                                "--orders=" + ORDERS,
                                "--products=50",
                                "--customers=20",
                                "--live-rate=0",
                                "--retry-base=60000")
                        .ready(http, simulator + "/__sim/stats")) {
            Database ledger = postgres.database();
            Database events = new Database(
                    ledger.url().replaceFirst("(:\\d+)/[^?]*", "$1/events"), ledger.user(), ledger.password());
            try (SingleConnectionDataSource atLedger = connect(ledger)) {
                JdbcTemplate here = new JdbcTemplate(atLedger);
                here.execute("create database events");
                try (SingleConnectionDataSource atEvents = connect(events)) {
                    killedWithEventsInDoubt(here, new JdbcTemplate(atEvents), ledger, events);
                }
            }
        }
    }

    private void killedWithEventsInDoubt(JdbcTemplate ledger, JdbcTemplate events, Database mine, Database theirs) {
        Jar running = start(mine, theirs, "demo", "--simulator-url=" + simulator);
        try {
            Jar demo = running;
            await("the demo has had every order told")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> demo.output().contains("/api/v1/webhooks/ledger"));
            await().atMost(Duration.ofSeconds(90)).until(() -> waiting() == 0);
            assertThat(ledger.queryForObject("select count(*) from events.domain_event", Long.class))
                    .as("events in the ledger's database")
                    .isZero();

            ledger.execute(CLOSE_THE_GATE);
            ledger.query("select pg_advisory_lock(?)", row -> {}, GATE);
            http.post(simulator + "/__sim/traffic", "{\"rate\":50,\"seconds\":8}");
            await("a page has appended, and is at its commit")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> ledger.queryForObject(AT_THE_GATE, Long.class) > 0);
            running.kill();
            ledger.query(
                    "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                            + " and application_name = 'shopledger' and datname = current_database()",
                    row -> {});
            await("nobody else is at the ledger")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> ledger.queryForObject(
                                    "select count(*) from pg_stat_activity where pid <> pg_backend_pid()"
                                            + " and application_name = 'shopledger' and datname = current_database()",
                                    Long.class)
                            == 0);
            eventsAreThereWithoutTheLedgersRows(ledger, events);
            ledger.execute(OPEN_THE_GATE);
            // As if the 40 s had gone in which a dead process's append might still come.
            ledger.update("update ledger.append_in_doubt set begun_at = begun_at - interval '40 seconds'");
            ledger.query("select pg_advisory_unlock(?)", row -> {}, GATE);

            running = start(mine, theirs, "serve");
            await().atMost(Duration.ofSeconds(150))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> http.get(simulator + "/__sim/stats")
                                            .get("traffic_left")
                                            .asLong()
                                    == 0
                            && retried()
                            && http.get(simulator + "/__sim/stats")
                                            .get("deliveries")
                                            .get("waiting")
                                            .asLong()
                                    == 0
                            && waiting() == 0);
            new ThreadOfOrders(http, simulator, service).holds(ORDERS);
            assertThat(ledger.queryForObject("select count(*) from ledger.append_in_doubt", Long.class))
                    .as("streams that are still in doubt")
                    .isZero();
        } finally {
            running.close();
        }
    }

    /** Otherwise the kill would have fallen elsewhere, and the test would show nothing. */
    private static void eventsAreThereWithoutTheLedgersRows(JdbcTemplate ledger, JdbcTemplate events) {
        Map<String, Long> inDoubt = new HashMap<>();
        ledger.query("select stream, sequence_before from ledger.append_in_doubt", row -> {
            inDoubt.put(row.getString(1), row.getLong(2));
        });
        assertThat(inDoubt).as("streams in doubt").isNotEmpty();
        long further = inDoubt.entrySet().stream()
                .filter(doubt -> events.queryForObject(
                                "select coalesce(max(sequence_number), -1) from events.domain_event"
                                        + " where aggregate_identifier = ?",
                                Long.class,
                                doubt.getKey())
                        > doubt.getValue())
                .count();
        assertThat(further)
                .as("streams whose events the ledger was not told of")
                .isPositive();
    }

    private Jar start(Database ledger, Database events, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--server.port=" + Jar.port(service));
        arguments.add("--data-dir=" + folder.resolve("data"));
        Map<String, String> environment = Map.of(
                "SHOPLEDGER_SHOPIFY_URL",
                simulator + "/{shop}",
                "SYNC_INTERVAL_MINUTES",
                "0",
                "SHOPLEDGER_POOL_MAX",
                "30",
                "SHOPLEDGER_MASTER_KEY",
                Base64.getEncoder().encodeToString("the one key of this ledger, 32 b".getBytes(StandardCharsets.UTF_8)),
                "DATABASE_URL",
                address(ledger),
                "AXON_AXONSERVER_SERVERS",
                "",
                "SHOPLEDGER_EVENT_STORE_URL",
                address(events));
        return Jar.shopledger(folder.resolve(command[0] + ".log"), environment, arguments.toArray(String[]::new))
                .ready(http, service + "/health");
    }

    private static String address(Database database) {
        return database.url()
                .replace("jdbc:postgresql://", "postgresql://" + database.user() + ":" + database.password() + "@");
    }

    private static SingleConnectionDataSource connect(Database database) {
        return new SingleConnectionDataSource(
                database.url().replaceFirst("[?].*", ""), database.user(), database.password(), true);
    }

    private boolean retried() {
        http.post(simulator + "/__sim/retries", "{}");
        return true;
    }

    private long waiting() {
        return http.get(service + "/api/v1/webhooks/ledger?store_id=1")
                .get("total")
                .get("waiting")
                .asLong();
    }
}
