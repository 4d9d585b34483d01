package io.shopledger.app.migrate;

import io.shopledger.app.postgres.Database;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/**
 * One module's scripts, {@code db/<module>}, as a start runs them.
 *
 * @param schema where they run
 * @param table of that schema, which tells what has run
 */
public record Scripts(String module, String schema, String table) {
    /** In the order in which a start runs them. */
    public static final List<Scripts> OF_THE_LEDGER = List.of(
            new Scripts("command", "ledger"),
            new Scripts("shopify", "ledger"),
            new Scripts("query", "public"),
            new Scripts("access", "access"));

    /** In the database of {@code SHOPLEDGER_EVENT_STORE_URL}, where that is set. */
    public static final Scripts OF_THE_EVENT_STORE = new Scripts("event-store", "events", "flyway_events");

    private Scripts(String module, String schema) {
        this(module, schema, "flyway_" + module);
    }

    public List<MigrationInfo> in(Database database) {
        return List.of(flyway(database).info().all());
    }

    /**
     * Runs what has not run yet.
     *
     * @return how many that were
     * @throws org.flywaydb.core.api.exception.FlywayValidateException when a newer build wrote the database
     */
    public int run(Database database) {
        return flyway(database).migrate().migrationsExecuted;
    }

    private Flyway flyway(Database database) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:db/" + module)
                .defaultSchema(schema)
                .createSchemas(true)
                .table(table)
                .ignoreMigrationPatterns(new String[0]) // scripts of a newer build are refused
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }
}
