package io.shopledger.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.app.CannotRun;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One server after another on the same files, in a folder whose name has spaces. */
class LocalPostgresTest {
    @TempDir
    Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void aFolderWithSpaces() throws Exception {
        folder = UnpackedOnce.forThe(Files.createDirectory(temporary.resolve("data with spaces")))
                .toRealPath();
    }

    @Test
    void startedTwice_keepsRows_isDurable_andLocksOthersOut() throws Exception {
        String port;
        try (LocalPostgres first = LocalPostgres.start(folder)) {
            ask(first, "create table kept as select 'row' word");
            assertThat(
                            ask(
                                    first,
                                    "select current_setting('fsync') || current_setting('synchronous_commit')"
                                            + " || current_setting('full_page_writes') || current_setting('transaction_timeout')"))
                    .containsExactly("ononon30s");
            assertThat(ask(first, "show unix_socket_directories")).containsExactly("");
            assertThat(ask(first, "show max_connections")).containsExactly("250");
            Database right = first.database();
            assertThatThrownBy(() -> DriverManager.getConnection(right.url(), right.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("authentication failed");
            port = Files.readString(folder.resolve("postgres.port"));
        }
        for (String secret : List.of("postgres.port", "postgres.password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))))
                    .as(secret)
                    .isEqualTo("rw-------");
        }
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
        try (LocalPostgres second = LocalPostgres.start(folder)) {
            assertThat(ask(second, "select word from kept")).containsExactly("row");
            assertThat(Files.readString(folder.resolve("postgres.port"))).isEqualTo(port);
        }
    }

    @Test
    void killedProcess_leavesAServerBehind_whichIsStopped_andRowsAreKept() throws Exception {
        long left = 0;
        for (int kill = 1; kill <= 2; kill++) {
            Process holder = holder();
            try (BufferedReader output = holder.inputReader()) {
                assertThat(output.readLine()).isEqualTo("kept");
                if (left != 0) {
                    assertGone(left);
                }
            } finally {
                holder.destroyForcibly().waitFor();
            }
            left = postmaster();
            assertThat(ProcessHandle.of(left)).as("left behind").isPresent();
        }
        try (LocalPostgres next = LocalPostgres.start(folder)) {
            assertThat(ask(next, "select word from kept")).containsExactly("row", "row");
            assertGone(left);
            assertThat(postmaster()).isNotEqualTo(left);
        }
    }

    /** Of nobody's child the first process of all must ask, and in a container that may do so late or never. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void endedProcess_whoseExitCodeNobodyAskedFor_hasEnded() throws Exception {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 600").start();
        try (BufferedReader output = parent.inputReader()) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(LeftBehind.ended(child)).isTrue();
            assertThat(child.isAlive()).as("listed still").isTrue();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void numberOfADeadServer_givenToAnotherProcess_isLeftAlone() throws Exception {
        LocalPostgres.start(folder).close();
        Process innocent = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    folder.resolve("postgres/postmaster.pid"),
                    innocent.pid() + "\n" + folder.resolve("postgres") + "\n1\n1\n\n127.0.0.1\n");
            LocalPostgres.start(folder).close();
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void staleOrBrokenPidFile_isNoObstacle() throws Exception {
        LocalPostgres.start(folder).close();
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.writeString(
                folder.resolve("postgres/postmaster.pid"),
                ended.pid() + "\n" + folder.resolve("postgres") + "\n1\n1\n\n127.0.0.1\n");
        LocalPostgres.start(folder).close();
    }

    @Test
    void filesOfAnotherMajorVersion_areRefusedInASentence() throws Exception {
        Files.createDirectory(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "15\n");
        assertThatThrownBy(() -> LocalPostgres.start(folder))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("was written by Postgres 15")
                .hasMessageContaining("brings 18");
    }

    @Test
    void forgetfulSettingFromElsewhere_isRefused_andTheServerStopped() throws Exception {
        LocalPostgres.start(folder).close();
        Files.writeString(folder.resolve("postgres/postgresql.auto.conf"), "fsync = off\n");
        assertThatThrownBy(() -> LocalPostgres.start(folder))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("fsync = off");
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    private static void assertGone(long server) {
        assertThat(ProcessHandle.of(server).map(LeftBehind::ended).orElse(true))
                .as("the one left behind before has ended")
                .isTrue();
    }

    private Process holder() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresHolder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private long postmaster() throws Exception {
        return Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                .get(0)
                .strip());
    }

    private static List<String> ask(LocalPostgres postgres, String sql) throws SQLException {
        Database database = postgres.database();
        List<String> answers = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                ResultSet rows = statement.getResultSet();
                while (rows.next()) {
                    answers.add(rows.getString(1));
                }
            }
        }
        return answers;
    }
}
