package io.shopledger.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.stored.StoredNames;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/events.md} has each stored event with its fields, and no other. */
class EventsPageTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z]+\\.[A-Za-z]+)` \\| ([^|]+) \\| [^|]{10,} \\|$");

    @Test
    void thePageHasEachEvent_withItsFields() throws IOException {
        Map<String, String> told = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "events.md")));
        while (row.find()) {
            assertThat(told.put(row.group(1), row.group(2))).as(row.group(1)).isNull();
        }
        Map<String, String> stored = new TreeMap<>();
        StoredNames.FAMILIES.forEach((room, family) -> {
            for (Class<?> event : family.getPermittedSubclasses()) {
                stored.put(
                        room + "." + event.getSimpleName(),
                        Arrays.stream(event.getRecordComponents())
                                .map(RecordComponent::getName)
                                .map(field -> "`" + field + "`")
                                .collect(Collectors.joining(", ")));
            }
        });
        assertThat(told).isEqualTo(stored);
    }
}
