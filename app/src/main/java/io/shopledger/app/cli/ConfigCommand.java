package io.shopledger.app.cli;

import io.shopledger.Role;
import io.shopledger.app.SecretFiles;
import io.shopledger.app.ServiceSettings;
import io.shopledger.app.Settings;
import io.shopledger.app.Settings.Setting;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code config}: what a process started like this would be set to, and by what. */
@Command(
        name = "config",
        description = "Show the settings that a process started like this would have, and where each comes from.")
final class ConfigCommand implements Callable<Integer> {
    private static final Map<String, String> OPTIONS = Map.of(
            "SERVER_PORT", "--server.port",
            "SERVER_ADDRESS", "--server.address",
            "SHOPLEDGER_DATA_DIR", "--data-dir",
            "SHOPLEDGER_ROLES", "--roles");

    @ParentCommand
    private @Nullable ShopledgerCommand top;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ServiceSettings settings = Objects.requireNonNull(top).settings(spec);
        PrintWriter out = spec.commandLine().getOut();
        for (Setting setting : Settings.ALL) {
            out.println("%-38s %-28s %s"
                    .formatted(setting.name(), shown(setting, settings), source(setting, settings))
                    .stripTrailing());
        }
        return 0;
    }

    private static String shown(Setting setting, ServiceSettings settings) {
        String value = switch (setting.name()) {
            case "SERVER_PORT" -> Integer.toString(settings.port());
            case "SERVER_ADDRESS" -> settings.address();
            case "SHOPLEDGER_DATA_DIR" -> settings.dataDirectory().toString();
            case "SHOPLEDGER_ROLES" ->
                settings.roles().stream().map(Role::toString).collect(Collectors.joining(","));
            default -> Objects.requireNonNullElse(settings.variable(setting.name()), setting.fallback());
        };
        if (value.isEmpty()) {
            return "-";
        }
        return setting.isSecret() ? "********" : value;
    }

    private String source(Setting setting, ServiceSettings settings) {
        String option = OPTIONS.get(setting.name());
        if (option != null && isGiven(option)) {
            return "option " + option;
        }
        String file = settings.variable(setting.name() + SecretFiles.SUFFIX);
        if (file != null && SecretFiles.NAMES.contains(setting.name())) {
            return "file " + file;
        }
        if (settings.variable(setting.name()) != null) {
            return "environment";
        }
        return setting.fallback().isEmpty() ? "not set" : "default";
    }

    /** Before or after the command's name. */
    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option)
                || spec.parent().commandLine().getParseResult().hasMatchedOption(option);
    }
}
