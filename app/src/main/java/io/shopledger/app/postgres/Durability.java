package io.shopledger.app.postgres;

import io.shopledger.app.CannotRun;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Refuses a database that could forget what it confirmed, or is too old for us. */
public final class Durability {
    private static final int OLDEST = 170_000;
    private static final String SETTINGS = """
            select current_setting('server_version_num')::int, current_setting('server_version'),
                   current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit')
            """;

    private Durability() {}

    /** @param patience how long a database may take to come up */
    public static void check(Database database, String name, Duration patience) {
        Instant until = Instant.now().plus(patience);
        while (true) {
            try (Connection connection =
                            DriverManager.getConnection(database.url(), database.user(), database.password());
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(SETTINGS)) {
                row.next();
                judge(name, row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
                return;
            } catch (SQLException failure) {
                if (!mayPass(failure) || Instant.now().isAfter(until)) {
                    throw new CannotRun(
                            "Cannot connect to %s: %s".formatted(name, oneLine(failure.getMessage())), failure);
                }
                pause();
            }
        }
    }

    static void judge(
            String name, int number, String version, String fsync, String fullPageWrites, String synchronousCommit) {
        if (number < OLDEST) {
            throw new CannotRun("%s is Postgres %s; Shopledger needs 17 or newer (transaction_timeout). Upgrade it."
                    .formatted(name, version));
        }
        required(name, "fsync", fsync, Set.of("on"));
        required(name, "full_page_writes", fullPageWrites, Set.of("on"));
        // These differ in what standbys confirm; each waits for our own disk.
        required(name, "synchronous_commit", synchronousCommit, Set.of("on", "local", "remote_write", "remote_apply"));
    }

    private static void required(String name, String setting, String value, Set<String> durable) {
        if (!durable.contains(value)) {
            throw new CannotRun(
                    "%s has %s = %s, so a crash could lose what was acknowledged. Set %2$s = on there, and start again."
                            .formatted(name, setting, value));
        }
    }

    /** Not reachable, or still starting up. */
    private static boolean mayPass(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.equals("08001") || state.equals("57P03"));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRun("Interrupted while waiting for the database.", interrupted);
        }
    }
}
