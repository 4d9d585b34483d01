package io.shopledger.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.app.Settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of settings, its page and the code that reads them say the same. */
class SettingsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([A-Z_]+)`( 🔑)? \\| [^|]+ \\| [^|]+ \\| (?:`([^`|]*)` )?\\|$");

    /** As Spring's values, the command line's defaults, the environment's and our own settings are read. */
    private static final Pattern READ = Pattern.compile(
            "\\$\\{(?:env:)?([A-Z][A-Z_]+):|(?:variable|getProperty|getRequiredProperty)\\(\"([A-Z][A-Z_]+)\"[),]"
                    + "|[A-Z_]+ = \"(S[A-Z]+_[A-Z_]*MINUTES)\"|\"(SHOPLEDGER_SYNC_)\" \\+ step");

    @Test
    void thePageHasTheSettingsOfTheList_inItsOrder_withTheirDefaults() throws IOException {
        Map<String, Setting> told = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/settings.md")));
        while (row.find()) {
            String fallback = row.group(3) == null ? "" : row.group(3);
            told.put(row.group(1), new Setting(row.group(1), fallback, row.group(2) != null));
        }
        assertThat(List.copyOf(told.values())).isEqualTo(Settings.ALL);
    }

    @Test
    void whatTheCodeReads_isInTheList_andTheReverse() throws IOException {
        Set<String> read = new TreeSet<>();
        for (String module : List.of("shared-kernel", "command-side", "query-side", "shopify-adapter", "app")) {
            for (Path file : sources(module)) {
                Matcher found = READ.matcher(Files.readString(file));
                while (found.find()) {
                    if (found.group(4) == null) {
                        read.add(Stream.of(found.group(1), found.group(2), found.group(3))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElseThrow());
                    } else {
                        Stream.of("PRODUCTS", "ORDERS", "INVENTORY", "CUSTOMERS")
                                .forEach(step -> read.add(found.group(4) + step + "_MINUTES"));
                    }
                }
            }
        }
        assertThat(read)
                .isEqualTo(Settings.ALL.stream().map(Setting::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void whatComesFromFiles_isSecret_andTheReverse() {
        assertThat(Settings.ALL.stream().filter(Setting::isSecret).map(Setting::name))
                .containsExactlyInAnyOrderElementsOf(SecretFiles.NAMES);
    }

    private static List<Path> sources(String module) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
