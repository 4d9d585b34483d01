package io.shopledger.app.cli;

import io.shopledger.app.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What a command line has beyond what its commands know: settings of Spring, where the command starts the service or opens its
 * database. All else is a slip of the pen, and is refused: passed over, it would do something else than was meant.
 */
final class FurtherWords {
    private static final Pattern SETTING = Pattern.compile(
            "--(?:spring|management|logging|springdoc|axon|shopledger\\.sync"
                    + "|server\\.(?:compression|error|http2|servlet|ssl|tomcat))\\.[A-Za-z0-9_.\\[\\]-]+=.*"
                    + "|--server\\.(?:forward-headers-strategy|max-http-request-header-size|server-header|shutdown)=.*",
            Pattern.DOTALL);

    private static final Set<String> TAKE_SETTINGS = Set.of("serve", "demo", "config", "keys", "migrate");

    private FurtherWords() {}

    /** @throws ParameterException where there is a word that means nothing to the command */
    static void check(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        commands.forEach(FurtherWords::check);
        CommandLine asked = commands.get(commands.size() - 1);
        List<String> settings = settings(asked.getCommandSpec());
        if (!settings.isEmpty() && !takesSettings(parsed)) {
            throw new ParameterException(
                    asked,
                    "%s takes no settings of Spring, such as %s: it starts nothing."
                            .formatted(asked.getCommandSpec().qualifiedName(), name(settings.get(0))));
        }
    }

    /** As above, for one of the commands, and whichever takes settings. */
    static void check(CommandLine command) {
        for (String word : command.getUnmatchedArguments()) {
            if (!SETTING.matcher(word).matches()) {
                throw new ParameterException(command, refusal(command, word));
            }
        }
    }

    private static boolean takesSettings(ParseResult parsed) {
        return !parsed.hasSubcommand()
                || TAKE_SETTINGS.contains(parsed.subcommand().commandSpec().name());
    }

    /** @return the settings of Spring among them, before and after the command's name */
    static List<String> settings(CommandSpec command) {
        List<String> all = new ArrayList<>();
        command.root()
                .commandLine()
                .getParseResult()
                .asCommandLineList()
                .forEach(each -> all.addAll(each.getUnmatchedArguments()));
        return all;
    }

    private static String refusal(CommandLine command, String word) {
        if (!word.startsWith("-")) {
            return stray(command, word);
        }
        String name = name(word);
        if (SETTING.matcher(word + "=").matches()) {
            return "%s needs a value: %1$s=VALUE.".formatted(name);
        }
        Optional<String> near = nearest(name, options(command));
        String variable = name.replaceFirst("^-+", "").toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        if (near.isEmpty() && Settings.named(variable).isPresent()) {
            return "There is no option %s here. %s is set by the environment: %2$s=… java -jar …"
                    .formatted(name, variable);
        }
        return "There is no option %s here.%s".formatted(name, didYouMean(near));
    }

    private static String stray(CommandLine command, String word) {
        Set<String> commands = command.getSubcommands().keySet();
        if (commands.isEmpty()) {
            return "%s takes no further word, and '%s' is one."
                    .formatted(command.getCommandSpec().qualifiedName(), word);
        }
        return "There is no command '%s'. Commands are %s.%s"
                .formatted(word, String.join(", ", commands), didYouMean(nearest(word, commands.stream())));
    }

    private static Stream<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> name.startsWith("--"));
    }

    private static String didYouMean(Optional<String> near) {
        return near.map(" Did you mean %s?"::formatted).orElse("");
    }

    /** @return the one of which a slip or two, or three in a long word, make this */
    private static Optional<String> nearest(String word, Stream<String> known) {
        String bare = word.replaceFirst("^-+", "").toLowerCase(Locale.ROOT);
        int most = bare.length() < 4 ? 1 : Math.max(2, Math.min(3, bare.length() / 3));
        String best = null;
        int least = most + 1;
        for (String name : known.toList()) {
            int slips = slips(bare, name.replaceFirst("^-+", ""));
            if (slips < least) {
                least = slips;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein's distance: letters left out, put in or exchanged. */
    private static int slips(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int before = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int exchanged = before + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                before = row[j];
                row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    private static String name(String word) {
        return word.split("=", 2)[0];
    }
}
