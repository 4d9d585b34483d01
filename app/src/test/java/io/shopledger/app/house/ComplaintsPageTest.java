package io.shopledger.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/complaints.md}: each complaint has its line, and each test named there is there. */
class ComplaintsPageTest {
    private static final Path TOP = Path.of("..");
    private static final int COMPLAINTS = 24;
    private static final Pattern LINE = Pattern.compile("(?m)^\\| (\\d+) \\|(.*)$");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

    @Test
    void everyComplaint_namesTestsThatThereAre() throws IOException {
        String page = Files.readString(TOP.resolve("docs/complaints.md"));
        Map<String, String> tests = tests();
        List<String> numbers = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (MatchResult line : LINE.matcher(page).results().toList()) {
            numbers.add(line.group(1));
            List<MatchResult> named = NAMED.matcher(line.group(2)).results().toList();
            if (named.isEmpty() && !line.group(2).contains("not built yet")) {
                missing.add("a test for " + line.group(1));
            }
            for (MatchResult one : named) {
                String source = tests.get(one.group(1));
                if (source == null || one.group(2) != null && !source.contains(" " + one.group(2) + "(")) {
                    missing.add(one.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(numbers).hasSize(COMPLAINTS).doesNotHaveDuplicates();
    }

    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        try (Stream<Path> modules = Files.list(TOP)) {
            for (Path module : modules.map(path -> path.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    files.filter(file -> file.toString().endsWith("Test.java"))
                            .forEach(file -> tests.merge( // modules may have tests of one name
                                    file.getFileName().toString().replace(".java", ""), read(file), String::concat));
                }
            }
        }
        return tests;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
