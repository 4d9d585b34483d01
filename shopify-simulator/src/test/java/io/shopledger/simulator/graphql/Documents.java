package io.shopledger.simulator.graphql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents that the adapter sends, each with the fragments it spreads. */
final class Documents {
    static final Path FOLDER = Path.of("..", "shopify-adapter", "src", "main", "resources", "graphql");
    private static final Pattern SPREAD = Pattern.compile("\\.\\.\\.\\s*([A-Z]\\w*)");

    private Documents() {}

    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".graphql"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String read(String name) {
        String text = text(FOLDER.resolve(name));
        Set<String> fragments = new LinkedHashSet<>();
        spread(text, fragments);
        StringBuilder whole = new StringBuilder(text);
        fragments.forEach(fragment -> whole.append('\n').append(text(fragment(fragment))));
        return whole.toString();
    }

    private static void spread(String text, Set<String> fragments) {
        Matcher matcher = SPREAD.matcher(text);
        while (matcher.find()) {
            if (fragments.add(matcher.group(1))) {
                spread(text(fragment(matcher.group(1))), fragments);
            }
        }
    }

    private static Path fragment(String name) {
        return FOLDER.resolve("fragments").resolve(name + ".graphql");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
