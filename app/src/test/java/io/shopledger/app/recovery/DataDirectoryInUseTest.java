package io.shopledger.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A data directory in use: a second process is refused in a line and does not disturb the first; {@code kill -9} leaves a
 * Postgres behind, which the next start stops, keeps every row, and ends cleanly when asked.
 */
class DataDirectoryInUseTest {
    private final Http http = new Http();
    private final int port = Jar.freePort();

    @TempDir
    Path folder;

    @Test
    void secondProcessIsRefused_andKilled_startedAgain_keepsRows_endsTheOldServer_andStopsCleanly() throws Exception {
        long left;
        try (Jar killed = start()) {
            refusesAnother(killed);
            sql("create table kept as select 'row' word");
            left = postmaster();
            killed.kill();
        }
        assertThat(ProcessHandle.of(left)).as("left behind").isPresent();

        Instant asked;
        long last;
        try (Jar next = start()) {
            await("the old server is gone").until(() -> ProcessHandle.of(left).isEmpty());
            assertThat(sql("select word from kept")).isEqualTo("row");
            last = postmaster();
            assertThat(next.output()).doesNotContain("\tat ");
            asked = Instant.now();
        }
        assertThat(Duration.between(asked, Instant.now())).as("time to stop").isLessThan(Duration.ofSeconds(20));
        await("the last server is gone").until(() -> ProcessHandle.of(last).isEmpty());
        assertThat(folder.resolve("data with spaces/postgres/postmaster.pid")).doesNotExist();
    }

    private Jar start() {
        return Jar.shopledger(folder.resolve("shopledger.log"), "serve", "--server.port=" + port, data())
                .ready(http, "http://127.0.0.1:" + port + "/health");
    }

    private String data() {
        return "--data-dir=" + folder.resolve("data with spaces");
    }

    private void refusesAnother(Jar first) {
        String service = "http://127.0.0.1:" + port;
        String sameData = refused("same-data.log", "--server.port=" + Jar.freePort(), data());
        assertThat(sameData)
                .contains("is used by process " + first.pid() + ", started ")
                .contains(", on port " + port);
        String samePort = refused("same-port.log", "--server.port=" + port, "--data-dir=" + folder.resolve("other"));
        assertThat(samePort).contains("Port " + port + " is in use.").contains("--server.port");
        assertThat(folder.resolve("other/postgres")).doesNotExist();
        assertThat(http.status(service + "/health")).isEqualTo(200);
        assertThat(first.output()).contains("listens on " + service).doesNotContain("\tat ");
    }

    private String refused(String log, String... arguments) {
        try (Jar second = Jar.shopledger(folder.resolve(log), arguments)) {
            assertThat(second.awaitEnd()).as(second.output()).isEqualTo(1);
            assertThat(second.output().strip().lines()).as("one line").hasSize(1);
            return second.output();
        }
    }

    private long postmaster() throws Exception {
        Path file = folder.resolve("data with spaces/postgres/postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).get(0).strip());
    }

    /** As a person with psql would, by the files in the data directory. */
    private String sql(String text) throws Exception {
        String port = Files.readString(folder.resolve("data with spaces/postgres.port"))
                .strip();
        String password = Files.readString(folder.resolve("data with spaces/postgres.password"))
                .strip();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/shopledger";
        try (Connection connection = DriverManager.getConnection(url, "shopledger", password);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(text)) {
                return "";
            }
            ResultSet rows = statement.getResultSet();
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
