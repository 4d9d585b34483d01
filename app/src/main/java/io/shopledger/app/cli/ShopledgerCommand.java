package io.shopledger.app.cli;

import io.shopledger.Role;
import io.shopledger.app.CannotRun;
import io.shopledger.app.SecretFiles;
import io.shopledger.app.ServiceSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine.UnmatchedArgumentException;

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
                "%nFurther settings of Spring pass through: --logging.level.org.hibernate=INFO. See README.md, Running it for real.")
public final class ShopledgerCommand implements Callable<Integer> {
    private static final Pattern SPRING = Pattern.compile(
            "--(?:spring|server\\.[a-z0-9-]+|management|logging|springdoc|axon|shopledger)\\.[A-Za-z0-9_.\\[\\]-]+=.*",
            Pattern.DOTALL);

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

    @Unmatched
    private List<String> further = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Ready to execute; it answers with an exit code and never with a stack trace for an operator's mistake. */
    public static CommandLine commandLine() {
        return new CommandLine(new ShopledgerCommand())
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
        return ServeCommand.serve(settings(List.of(), spec), spec);
    }

    /** Checks what picocli cannot. @param more arguments that came after the command's name and that it does not know */
    ServiceSettings settings(List<String> more, CommandSpec command) {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(
                    command.commandLine(), "--server.port=%d is not a port; give 1 to 65535, or 0.".formatted(port));
        }
        List<String> properties = new ArrayList<>(further);
        properties.addAll(more);
        List<String> unknown = properties.stream()
                .filter(word -> !SPRING.matcher(word).matches())
                .toList();
        if (!unknown.isEmpty()) {
            throw new UnmatchedArgumentException(command.commandLine(), unknown);
        }
        Set<Role> asked = EnumSet.copyOf(roles);
        return new ServiceSettings(port, address, dataDirectory, asked, SecretFiles.into(System.getenv()), properties);
    }

    private static int wrongUse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        StringBuilder line = new StringBuilder("shopledger: ").append(said(wrong));
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> close = unmatched.getSuggestions();
            if (!close.isEmpty()) {
                line.append(" Did you mean ").append(String.join(" or ", close)).append('?');
            }
        }
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(line + " See: " + name + " --help");
        return 2;
    }

    private static String said(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            if (!word.startsWith("-")) {
                return "There is no command '%s'. Commands are %s.".formatted(word, String.join(", ", commands(wrong)));
            }
            String name = word.split("=", 2)[0];
            return name.contains(".") && !word.contains("=")
                    ? "%s needs a value: %1$s=VALUE.".formatted(name)
                    : "There is no option %s here.".formatted(name);
        }
        String message = String.valueOf(wrong.getMessage()).strip();
        return message.endsWith(".") ? message : message + ".";
    }

    private static Set<String> commands(ParameterException wrong) {
        CommandLine top = wrong.getCommandLine();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        return top.getSubcommands().keySet();
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
