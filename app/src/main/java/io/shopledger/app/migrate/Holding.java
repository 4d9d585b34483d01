package io.shopledger.app.migrate;

import io.shopledger.app.CannotRun;
import io.shopledger.app.postgres.Database;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A connection to one database, with what of it is ours, in a transaction of its own. */
final class Holding implements AutoCloseable {
    private static final String SCHEMAS_OF_REBUILDS =
            "select nspname from pg_namespace where nspname ~ '^(rebuild|as_of)_[0-9]+$' order by 1";

    private static final String OUR_RELATIONS = """
            select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = any(?) or (n.nspname = 'public' and c.relname = any(?))
            """;

    /** Views and foreign keys of others. */
    private static final String BUILT_ON_OURS = """
            with ours as (%s)
            select distinct r.ev_class::regclass::text from pg_depend d
              join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
             where d.refclassid = 'pg_class'::regclass and d.refobjid in (select oid from ours)
               and r.ev_class not in (select oid from ours)
            union
            select conrelid::regclass::text from pg_constraint
             where contype = 'f' and confrelid in (select oid from ours) and conrelid not in (select oid from ours)
            """.formatted(OUR_RELATIONS);

    /** Of other roles' sessions the kind is not told to everybody; that they are somebody's is. */
    private static final String OTHERS = """
            select count(*) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null
               and coalesce(backend_type, 'client backend') = 'client backend'
            """;

    private final Connection connection;
    private final List<String> schemas = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();

    private Holding(Connection connection) {
        this.connection = connection;
    }

    static Holding of(Database database, OurTables ours) throws SQLException {
        Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
        Holding holding = new Holding(connection);
        try {
            connection.setAutoCommit(false);
            holding.look(ours);
            return holding;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private void look(OurTables ours) throws SQLException {
        for (OurTables.Schema schema : ours.schemas()) {
            if (isThere(schema.name() + "." + schema.mark())) {
                schemas.add(schema.name());
            }
        }
        if (isThere("public." + ours.mark())) {
            for (String table : ours.shared()) {
                if (isThere("public." + table)) {
                    tables.add(table);
                }
            }
        }
        if (tables.contains("projection_rebuild")) {
            schemas.addAll(texts(SCHEMAS_OF_REBUILDS));
        }
    }

    String name() throws SQLException {
        return texts("select current_database()").get(0);
    }

    /** @return 0 where there is no such table */
    long rows(String table) throws SQLException {
        return isThere(table)
                ? Long.parseLong(texts("select count(*) from " + table).get(0))
                : 0;
    }

    /** Everything of ours, until {@link #commit}. */
    void drop() throws SQLException {
        long others = Long.parseLong(texts(OTHERS).get(0));
        if (others > 0) {
            throw new CannotRun(
                    ("%d other connections to the database %s are open. Nothing was changed. Stop every process of"
                                    + " Shopledger, and whatever else uses the database, first.")
                            .formatted(others, name()));
        }
        List<String> dependents = dependents();
        if (!dependents.isEmpty()) {
            throw new CannotRun(
                    "In the database %s these build on Shopledger's tables: %s. Nothing was changed. Drop them first."
                            .formatted(name(), String.join(", ", dependents)));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '10s'");
            for (String table : tables) {
                statement.execute("drop table public." + table);
            }
            for (String schema : schemas) {
                statement.execute("drop schema " + schema + " cascade"); // what of others builds on it was looked for
            }
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    private List<String> dependents() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(BUILT_ON_OURS)) {
            query.setArray(1, array(schemas));
            query.setArray(2, array(tables));
            return texts(query);
        }
    }

    private Array array(List<String> names) throws SQLException {
        return connection.createArrayOf("text", names.toArray());
    }

    private boolean isThere(String table) throws SQLException {
        return texts("select to_regclass('" + table + "') is not null").get(0).equals("t");
    }

    private List<String> texts(String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            return texts(statement);
        }
    }

    private static List<String> texts(PreparedStatement query) throws SQLException {
        try (ResultSet found = query.executeQuery()) {
            List<String> all = new ArrayList<>();
            while (found.next()) {
                all.add(found.getString(1));
            }
            return all;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close(); // what was not committed is as it was
    }
}
