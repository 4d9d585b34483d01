package io.shopledger.app.cli;

import io.shopledger.Role;
import io.shopledger.app.CannotRun;
import io.shopledger.app.SecretFiles;
import io.shopledger.app.ServiceSettings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's top: the options that every way of serving shares; without a command it serves. */
@Command(
        name = "shopledger",
        description = "An event-sourced ledger of Shopify stores. Without a command it serves.",
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            HealthCommand.class,
            ConfigCommand.class,
            SyncCommand.class,
            RebuildCommand.class,
            AuditCommand.class,
            VerifyWebhookCommand.class,
            KeysCommand.class,
            MigrateCommand.class
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:cannot run; the reason is said in a line", "2:the command line is wrong"},
        footer =
                "%nSettings of Spring pass through where a service starts: --logging.level.org.hibernate=INFO. See README.md, Running it for real.")
public final class ShopledgerCommand implements Callable<Integer> {
    /** What says how to serve; a command that asks a running service takes it, and has no need to speak of it. */
    private static final List<String> OF_SERVING =
            List.of("--server.port", "--server.address", "--data-dir", "--roles");

    private static final List<String> ASKING = List.of("health", "sync", "rebuild", "audit", "verify-webhook");

    @Option(
            names = "--server.port",
            paramLabel = "PORT",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:SERVER_PORT:-8010}",
            description = "Where to listen (${DEFAULT-VALUE}; 0 takes any free port).")
    private int port;

    @Option(
            names = "--server.address",
            paramLabel = "ADDRESS",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:SERVER_ADDRESS:-127.0.0.1}",
            description = "On which address (${DEFAULT-VALUE}).")
    private String address = "";

    @Option(
            names = "--data-dir",
            paramLabel = "DIRECTORY",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:SHOPLEDGER_DATA_DIR:-./data}",
            description =
                    "Where data and keys are kept (${DEFAULT-VALUE}). Without DATABASE_URL a Postgres runs there.")
    private Path dataDirectory = Path.of("data");

    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            scope = ScopeType.INHERIT,
            split = ",",
            converter = RoleName.class,
            defaultValue = "${env:SHOPLEDGER_ROLES:-api,worker,beat}",
            description = "Which work this process does (${DEFAULT-VALUE}).")
    private List<Role> roles = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Ready to execute; it answers with an exit code and never with a stack trace for an operator's mistake. */
    public static CommandLine commandLine() {
        CommandLine all = new CommandLine(new ShopledgerCommand());
        ASKING.forEach(name -> quiet(all.getSubcommands().get(name)));
        return all.setUnmatchedArgumentsAllowed(true) // FurtherWords judges them
                .setExecutionStrategy(ShopledgerCommand::execute)
                .setParameterExceptionHandler(ShopledgerCommand::wrongUse)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof CannotRun known) {
                        command.getErr().println("shopledger: " + known.getMessage());
                        return 1;
                    }
                    throw failure;
                });
    }

    @Override
    public Integer call() {
        return ServeCommand.serve(settings(spec), spec);
    }

    private static int execute(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        FurtherWords.check(parsed);
        return new RunLast().execute(parsed);
    }

    /** Leaves the options of serving out of the command's help. */
    private static void quiet(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        for (String name : OF_SERVING) {
            OptionSpec option = spec.findOption(name);
            spec.remove(option);
            spec.addOption(OptionSpec.builder(option)
                    .hidden(true)
                    .scopeType(ScopeType.LOCAL) // its own commands have theirs
                    .build());
        }
        command.getSubcommands().values().forEach(ShopledgerCommand::quiet);
    }

    /** Checks what picocli cannot. */
    ServiceSettings settings(CommandSpec command) {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(
                    command.commandLine(), "--server.port=%d is not a port; give 1 to 65535, or 0.".formatted(port));
        }
        return new ServiceSettings(
                port,
                address,
                dataDirectory,
                EnumSet.copyOf(roles),
                SecretFiles.into(System.getenv()),
                FurtherWords.settings(command));
    }

    private static int wrongUse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String message = String.valueOf(cause(wrong).getMessage()).strip();
        command.getErr()
                .println("shopledger: %s%s See: %s --help"
                        .formatted(
                                message,
                                message.matches("(?s).*[.?]") ? "" : ".",
                                command.getCommandSpec().qualifiedName()));
        return 2;
    }

    /** What is missing may be what was misspelt. */
    private static ParameterException cause(ParameterException wrong) {
        if (wrong instanceof MissingParameterException) {
            try {
                FurtherWords.check(wrong.getCommandLine());
            } catch (ParameterException misspelt) {
                return misspelt;
            }
        }
        return wrong;
    }

    /** A role as a person writes it. */
    static final class RoleName implements CommandLine.ITypeConverter<Role> {
        @Override
        public Role convert(String text) {
            try {
                return Role.parse(text);
            } catch (IllegalArgumentException unknown) {
                throw new CommandLine.TypeConversionException(unknown.getMessage());
            }
        }
    }
}
