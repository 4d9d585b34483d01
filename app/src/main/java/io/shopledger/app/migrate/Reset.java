package io.shopledger.app.migrate;

import io.shopledger.app.CannotRun;
import io.shopledger.app.postgres.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Takes everything that is Shopledger's out of a database, history included. What is not Shopledger's stays. */
public final class Reset {
    private static final String OUR_SCHEMAS = """
            select quote_ident(nspname) from pg_namespace
             where nspname in ('events', 'ledger', 'access') or nspname ~ '^(rebuild|as_of)_[0-9a-z]+$'
             order by 1
            """;

    /** Of the schema that read models share with whatever else is in the database. */
    private static final String OUR_TABLES = """
            select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
             where schemaname = 'public'
               and (tablename like 'shopify\\_%'
                    or tablename in ('token_entry', 'dead_letter_entry', 'snapshot_event', 'read_generation',
                                     'read_installation', 'sync_measured', 'flyway_query'))
             order by 1
            """;

    private static final String OTHERS = """
            select count(*) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
            """;

    private Reset() {}

    /**
     * What would be lost.
     *
     * @param name of the database, which has to be said to reset it
     * @param schemas of ours that are there
     */
    public record Held(String name, List<String> schemas, long stores, long events, long deliveries) {}

    public static Held held(Database database) {
        return with(database, connection -> {
            List<String> schemas = texts(connection, OUR_SCHEMAS);
            return new Held(
                    texts(connection, "select current_database()").get(0),
                    schemas,
                    rows(connection, "ledger.store"),
                    rows(connection, "events.domain_event"),
                    rows(connection, "ledger.inbox"));
        });
    }

    /**
     * All of it or nothing.
     *
     * @throws CannotRun when somebody else is connected, who may be writing
     */
    public static void everything(Database database) {
        with(database, connection -> {
            connection.setAutoCommit(false);
            long others = number(connection, OTHERS);
            if (others > 0) {
                throw new CannotRun(
                        ("%d other connections to this database are open. Nothing was changed. Stop every process of"
                                        + " Shopledger, and whatever else uses the database, first.")
                                .formatted(others));
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local lock_timeout = '10s'");
                for (String table : texts(connection, OUR_TABLES)) {
                    statement.execute("drop table " + table + " cascade");
                }
                for (String schema : texts(connection, OUR_SCHEMAS)) {
                    statement.execute("drop schema " + schema + " cascade");
                }
            }
            connection.commit();
            return others;
        });
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private static <T> T with(Database database, Work<T> work) {
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            return work.on(connection);
        } catch (SQLException failure) {
            throw new CannotRun(
                    "The database refused: %s. Nothing was changed.".formatted(failure.getMessage()), failure);
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet found = statement.executeQuery()) {
            List<String> all = new ArrayList<>();
            while (found.next()) {
                all.add(found.getString(1));
            }
            return all;
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        return Long.parseLong(texts(connection, query).get(0));
    }

    private static long rows(Connection connection, String table) throws SQLException {
        boolean there = texts(connection, "select to_regclass('" + table + "') is not null")
                .get(0)
                .equals("t");
        return there ? number(connection, "select count(*) from " + table) : 0;
    }
}
