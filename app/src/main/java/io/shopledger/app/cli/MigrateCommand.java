package io.shopledger.app.cli;

import io.shopledger.app.CannotRun;
import io.shopledger.app.ServiceSettings;
import io.shopledger.app.migrate.Reset;
import io.shopledger.app.migrate.Reset.Held;
import io.shopledger.app.migrate.Scripts;
import io.shopledger.app.postgres.Database;
import io.shopledger.app.postgres.DatabaseAtHand;
import io.shopledger.app.postgres.DatabaseUrl;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToIntBiFunction;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code migrate}: runs the database's scripts, shows which have run, or begins anew. */
@Command(
        name = "migrate",
        description = {
            "Run the database's scripts that have not run yet, as each start does by itself.",
            "With --reset: delete everything that Shopledger keeps there, and begin anew."
        },
        exitCodeList = {
            "0:all have run",
            "1:some have not, or failed; or nothing was deleted, for the reason that is said",
            "2:the command line is wrong"
        })
final class MigrateCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable ShopledgerCommand top;

    @ArgGroup
    private @Nullable Instead instead;

    @Option(
            names = "--confirm",
            paramLabel = "DATABASE",
            split = ",",
            description = "With --reset: the database's name, as the command says it where this is missing.")
    private @Nullable List<String> confirm;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What is done instead of running the scripts. */
    private static final class Instead {
        @Option(names = "--status", description = "Only look: which scripts have run, which the next start will run.")
        private boolean status;

        @Option(
                names = "--reset",
                description = "Delete all stores, events, read models and keys. Nothing brings them back but a dump.")
        private boolean reset;
    }

    @Override
    public Integer call() {
        boolean reset = instead != null && instead.reset;
        if (confirm != null && !reset) {
            throw new ParameterException(spec.commandLine(), "--confirm belongs to --reset.");
        }
        ServiceSettings settings = Objects.requireNonNull(top).settings(spec);
        String url = settings.variable("SHOPLEDGER_EVENT_STORE_URL");
        Database events = url == null ? null : DatabaseUrl.parseEventStore(url);
        if (reset) {
            return DatabaseAtHand.with(settings, ledger -> reset(settings, ledger, events));
        }
        ToIntBiFunction<Scripts, Database> work = instead != null && instead.status ? this::told : this::run;
        return DatabaseAtHand.with(settings, ledger -> eachOf(ledger, events, work) == 0 ? 0 : 1);
    }

    /** @return the sum of what {@code work} gives for each module's scripts */
    private static int eachOf(Database ledger, @Nullable Database events, ToIntBiFunction<Scripts, Database> work) {
        int sum = 0;
        for (Scripts scripts : Scripts.OF_THE_LEDGER) {
            sum += work.applyAsInt(scripts, ledger);
        }
        return events == null ? sum : sum + work.applyAsInt(Scripts.OF_THE_EVENT_STORE, events);
    }

    /** @return how many have not run */
    private int told(Scripts scripts, Database database) {
        int missing = 0;
        for (MigrationInfo script : scripts.in(database)) {
            out().printf(
                            "%-11s %-8s %-4s %-40s %s%n",
                            scripts.module(),
                            scripts.schema(),
                            script.getVersion() == null ? "" : script.getVersion(),
                            script.getDescription(),
                            script.getState().getDisplayName().toLowerCase(Locale.ROOT));
            missing += script.getState().isApplied() && !script.getState().isFailed() ? 0 : 1;
        }
        return missing;
    }

    private int run(Scripts scripts, Database database) {
        try {
            int ran = scripts.run(database);
            out().printf("%-11s %-8s %s%n", scripts.module(), scripts.schema(), ran == 0 ? "up to date" : ran + " run");
            return 0;
        } catch (FlywayValidateException newer) {
            throw new CannotRun(
                    "The database was written by another build of Shopledger, with scripts that this one does not know or"
                            + " has otherwise. Use that build or a newer one (UPGRADING.md); --status lists the scripts.",
                    newer);
        }
    }

    private int reset(ServiceSettings settings, Database ledger, @Nullable Database events) {
        if (settings.variable("AXON_AXONSERVER_SERVERS") != null) {
            throw new CannotRun(
                    "Events are in Axon Server, which this command cannot empty. Nothing was changed. Empty it by"
                            + " its own means, then unset AXON_AXONSERVER_SERVERS for this command.");
        }
        Reset reset = new Reset(ledger, events);
        Held held = reset.held();
        if (!held.names().equals(confirm)) {
            out().printf(
                            "%s %s holds %d stores, %d events and %d webhooks.%n",
                            held.names().size() == 1 ? "Database" : "Databases",
                            String.join(" and ", held.names()),
                            held.stores(),
                            held.events(),
                            held.deliveries());
            if (confirm != null) {
                out().printf("--confirm=%s names something else.%n", String.join(",", confirm));
            }
            out().printf(
                            "Nothing was deleted. %s first, with every process stopped; then say what you mean:"
                                    + " migrate --reset --confirm=%s%n",
                            settings.variable("DATABASE_URL") == null ? "Copy the data directory" : "Make a dump",
                            String.join(",", held.names()));
            return 1;
        }
        reset.everything();
        out().printf(
                        "Deleted: %d stores, %d events, all read models, API keys and sealed tokens.%n",
                        held.stores(), held.events());
        return eachOf(ledger, events, this::run);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
