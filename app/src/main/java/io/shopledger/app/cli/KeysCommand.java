package io.shopledger.app.cli;

import io.shopledger.app.CannotRun;
import io.shopledger.app.ServiceSettings;
import io.shopledger.app.access.ApiKey;
import io.shopledger.app.access.ApiKeys;
import io.shopledger.app.access.KeyRole;
import io.shopledger.app.postgres.DatabaseAtHand;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code keys}: makes, lists and revokes API keys, whether or not a service runs. */
@Command(
        name = "keys",
        description = "Make, list and revoke API keys. With the first one, every caller needs one.",
        synopsisSubcommandLabel = "(create | list | revoke)")
final class KeysCommand implements Runnable {
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,100}");

    @ParentCommand
    private @Nullable ShopledgerCommand top;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "keys what? Say keys create, keys list or keys revoke.");
    }

    /** The key alone goes to the standard output, so that a script can take it from there. */
    @Command(name = "create", description = "Make a key. It is shown this once.")
    int create(
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            converter = RoleName.class,
                            description = "reader looks; operator also syncs, writes products, tends dead letters and"
                                    + " webhooks; admin also connects stores.")
                    KeyRole role,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "By which people know it again.")
                    String name) {
        if (!NAME.matcher(name.strip()).matches()) {
            throw new ParameterException(spec.commandLine(), "--name is to have 1 to 100 characters.");
        }
        ApiKeys.Made made = with(keys -> keys.create(name.strip(), role));
        spec.commandLine().getOut().println(made.token());
        spec.commandLine()
                .getErr()
                .println(
                        "Key %d, %s, %s. It is shown this once: only its hash is kept. Send it as Authorization: Bearer …"
                                .formatted(made.key().id(), role, made.key().name()));
        return 0;
    }

    @Command(name = "list", description = "List the keys there are and were, without what they are.")
    int list() {
        List<ApiKey> all = with(ApiKeys::list);
        PrintWriter out = spec.commandLine().getOut();
        if (all.isEmpty()) {
            out.println("There are no keys: only callers on this machine are let in.");
        }
        for (ApiKey key : all) {
            String state = key.revokedAt() == null ? "good" : "revoked " + key.revokedAt();
            out.println(String.format(
                    Locale.ROOT,
                    "%4d  %-8s  made %s  %s  %s",
                    key.id(),
                    key.role(),
                    key.createdAt(),
                    state,
                    key.name()));
        }
        return 0;
    }

    @Command(name = "revoke", description = "Revoke a key for good; running services know within seconds.")
    int revoke(@Parameters(paramLabel = "ID", description = "As keys list shows it.") long id) {
        boolean last = with(keys -> {
            if (keys.revoke(id) == null) {
                throw new CannotRun("There is no key %d. See: shopledger keys list".formatted(id));
            }
            return keys.list().stream().allMatch(key -> key.revokedAt() != null);
        });
        spec.commandLine().getOut().println("Key %d is revoked.".formatted(id));
        if (last) {
            spec.commandLine().getOut().println("No key is left: only callers on this machine are let in now.");
        }
        return 0;
    }

    private <T> T with(Function<ApiKeys, T> work) {
        ServiceSettings settings = Objects.requireNonNull(top).settings(spec);
        return DatabaseAtHand.with(
                settings,
                database -> work.apply(
                        ApiKeys.in(new DriverManagerDataSource(database.url(), database.user(), database.password()))));
    }

    /** A key's role as a person writes it. */
    static final class RoleName implements ITypeConverter<KeyRole> {
        @Override
        public KeyRole convert(String text) {
            try {
                return KeyRole.parse(text);
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException(unknown.getMessage());
            }
        }
    }
}
