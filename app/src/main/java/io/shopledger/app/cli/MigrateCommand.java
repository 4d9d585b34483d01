package io.shopledger.app.cli;

import io.shopledger.app.ServiceSettings;
import io.shopledger.app.postgres.Database;
import io.shopledger.app.postgres.DatabaseAtHand;
import io.shopledger.app.postgres.DatabaseUrl;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code migrate}: which of the database's scripts have run. */
@Command(
        name = "migrate",
        description = "Show which scripts have run in the database, and which the next start will run.",
        exitCodeList = {"0:all have run", "1:some have not, or failed", "2:the command line is wrong"})
final class MigrateCommand implements Callable<Integer> {
    private static final List<Scripts> MODULES = List.of(
            new Scripts("command", "ledger"),
            new Scripts("shopify", "ledger"),
            new Scripts("query", "public"),
            new Scripts("access", "access"));

    /** In the database of {@code SHOPLEDGER_EVENT_STORE_URL}, where that is set. */
    private static final Scripts EVENT_STORE = new Scripts("event-store", "events", "flyway_events");

    @ParentCommand
    private @Nullable ShopledgerCommand top;

    @Option(names = "--status", required = true, description = "Only look; nothing is changed.")
    private boolean status;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** One module's scripts, {@code db/<module>}, and where they run. */
    private record Scripts(String module, String schema, String table) {
        Scripts(String module, String schema) {
            this(module, schema, "flyway_" + module);
        }

        List<MigrationInfo> in(Database database) {
            return List.of(Flyway.configure()
                    .dataSource(database.url(), database.user(), database.password())
                    .locations("classpath:db/" + module)
                    .defaultSchema(schema)
                    .table(table)
                    .load()
                    .info()
                    .all());
        }
    }

    @Override
    public Integer call() {
        ServiceSettings settings = Objects.requireNonNull(top).settings(List.of(), spec);
        return DatabaseAtHand.with(settings, database -> {
            PrintWriter out = spec.commandLine().getOut();
            boolean done = true;
            for (Scripts scripts : MODULES) {
                done &= told(scripts, database, out);
            }
            String events = settings.variable("SHOPLEDGER_EVENT_STORE_URL");
            if (events != null) {
                done &= told(EVENT_STORE, DatabaseUrl.parseEventStore(events), out);
            }
            return done ? 0 : 1;
        });
    }

    /** @return whether all of them have run */
    private static boolean told(Scripts scripts, Database database, PrintWriter out) {
        boolean done = true;
        for (MigrationInfo script : scripts.in(database)) {
            out.printf(
                    "%-11s %-8s %-4s %-40s %s%n",
                    scripts.module(),
                    scripts.schema(),
                    script.getVersion() == null ? "" : script.getVersion(),
                    script.getDescription(),
                    script.getState().getDisplayName().toLowerCase(Locale.ROOT));
            done &= script.getState().isApplied() && !script.getState().isFailed();
        }
        return done;
    }
}
