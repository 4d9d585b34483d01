package io.shopledger.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Webhooks acknowledged, and processed into the read model, beside the raw limit of one insert a transaction. */
final class Webhooks {
    private static final int CONNECTIONS = 32;
    private static final int WARM_UP_SECONDS = 600;
    private static final String RAW = "raw_limit";
    private static final long STATISTICS_MILLIS = 1_500;

    private final MeasuredService service;
    private final Path folder;
    private final Optional<PgBench> pgBench;
    private long nextId = 7_000_000_000_001L;
    private long nextRawId = nextId;

    Webhooks(MeasuredService service, Path folder) throws IOException, SQLException {
        this.service = service;
        this.folder = folder;
        this.pgBench = PgBench.installed();
        service.createDatabase(RAW);
        try (Connection raw =
                        java.sql.DriverManager.getConnection(service.login(RAW).url());
                Statement statement = raw.createStatement()) {
            statement.execute(RawInserts.TABLE);
        }
    }

    /** The JVM compiles what is called often: a service that has just started is not what is measured. */
    void warmUp(int deliveries) throws Exception {
        try (Connection connection = service.connection()) {
            deliver(WARM_UP_SECONDS, deliveries);
            awaitProcessed(connection);
        }
    }

    void round(int seconds, Figures figures) throws Exception {
        try (Connection connection = service.connection()) {
            double raw = raw(connection, seconds, figures);
            if (pgBench.isPresent()) {
                figures.add(
                        "pgbench, inserts/s",
                        pgBench.get().inserts(service.login(RAW), folder, CONNECTIONS, Math.max(1, seconds / 3)));
            }
            webhooks(connection, seconds, raw, figures);
        }
    }

    private double raw(Connection connection, int seconds, Figures figures) throws Exception {
        Meter before = meter(connection);
        JsonNode inserted = Program.ourselves(
                folder,
                "raw-inserts",
                "--url=" + service.login(RAW).url(),
                "--connections=" + CONNECTIONS,
                "--seconds=" + Math.max(1, seconds / 3),
                "--first-id=" + nextRawId);
        Meter used = meter(connection).since(before);
        long count = inserted.get("inserted").asLong();
        nextRawId += count;
        double rate = count / inserted.get("seconds").asDouble();
        figures.add("raw, inserts/s", rate);
        figures.add("raw, WAL bytes an insert", (double) used.walBytes() / count);
        figures.add("raw, fsyncs an insert", (double) used.fsyncs() / count);
        figures.add("raw, CPU-ms an insert, Postgres", used.postgresSeconds() * 1_000 / count);
        figures.add(
                "raw, CPU-ms an insert, generator", inserted.get("cpu_seconds").asDouble() * 1_000 / count);
        return rate;
    }

    private void webhooks(Connection connection, int seconds, double raw, Figures figures) throws Exception {
        Meter before = meter(connection);
        long start = System.nanoTime();
        JsonNode told = deliver(seconds, Integer.MAX_VALUE);
        long acknowledged = told.get("good").asLong();
        double took = told.get("seconds").asDouble();
        Meter whileDelivering = Meter.read(service, connection).since(before);
        long waiting = number(connection, "select count(*) from ledger.waiting");
        awaitProcessed(connection);
        double all = (System.nanoTime() - start) / 1e9;
        Meter used = meter(connection).since(before);
        figures.add("webhooks refused", told.get("refused").asDouble());
        figures.add("acknowledged/s", acknowledged / took);
        figures.add("acknowledged of raw", acknowledged / took / raw);
        figures.add("acknowledgement p50, ms", told.get("p50_ms").asDouble());
        figures.add("acknowledgement p99, ms", told.get("p99_ms").asDouble());
        figures.add("waiting when delivered", waiting);
        figures.add("drained in, times the delivery", (all - took) / took);
        figures.add("processed/s", acknowledged / all);
        figures.add("processed of raw", acknowledged / all / raw);
        figures.add("CPU-ms a webhook, JVM", used.jvmSeconds() * 1_000 / acknowledged);
        figures.add("CPU-ms a webhook, Postgres", used.postgresSeconds() * 1_000 / acknowledged);
        figures.add("CPU-ms a webhook, generator", told.get("cpu_seconds").asDouble() * 1_000 / acknowledged);
        figures.add("of it until acknowledged, JVM", whileDelivering.jvmSeconds() * 1_000 / acknowledged);
        figures.add("of it until acknowledged, Postgres", whileDelivering.postgresSeconds() * 1_000 / acknowledged);
        figures.add("fsyncs a webhook", (double) used.fsyncs() / acknowledged);
        figures.add("WAL bytes a webhook", (double) used.walBytes() / acknowledged);
    }

    private JsonNode deliver(int seconds, int most) throws IOException, InterruptedException {
        JsonNode told = Program.ourselves(
                folder,
                "webhook-load",
                "--port=" + service.port(),
                "--shop=" + MeasuredService.SHOP,
                "--secret=" + MeasuredService.SECRET,
                "--connections=" + CONNECTIONS,
                "--seconds=" + seconds,
                "--deliveries=" + most,
                "--first-id=" + nextId);
        nextId += told.get("good").asLong() + told.get("refused").asLong();
        return told;
    }

    /** Until every order that was told is a row; all of them are new. */
    private void awaitProcessed(Connection connection) throws SQLException, InterruptedException {
        while (number(connection, "select count(*) from (select from ledger.waiting limit 1) one") > 0) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        long kept = number(
                connection,
                "select sum(count) from ledger.delivery_count where topic = 'orders/create' and outcome = 'applied'");
        while (number(connection, "select count(*) from shopify_orders") < kept) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Postgres's processes tell their figures once a second. */
    private Meter meter(Connection connection) throws IOException, SQLException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(STATISTICS_MILLIS);
        return Meter.read(service, connection);
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
