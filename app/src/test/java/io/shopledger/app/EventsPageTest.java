package io.shopledger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.shopledger.stored.StoredNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;

/** {@code docs/events.md} has each stored event with its fields, and no other; nor does an event lack what else it needs. */
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

    /**
     * Beside its line above: an example of how it is stored, a projection that takes its family, and a place where what it does to
     * a record or a row is said of it by name; stores have no rows.
     */
    @Test
    void eachEvent_hasAStoredExampleOfItsRevision_andAProjection() {
        List<Class<?>> projected = new ClassFileImporter()
                .importPackages("io.shopledger.query").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(EventHandler.class))
                        .<Class<?>>map(
                                method -> method.getRawParameterTypes().get(0).reflect())
                        .toList();
        Set<String> lacking = new TreeSet<>();
        StoredNames.FAMILIES.forEach((room, family) -> {
            String done = whatIsDoneWith(family);
            for (Class<?> event : family.getPermittedSubclasses()) {
                String name = room + "." + event.getSimpleName();
                Path example = Path.of(
                        "..",
                        "shared-kernel/src/test/resources/stored-events",
                        "%s.r%s.json"
                                .formatted(
                                        name,
                                        event.getAnnotation(Revision.class).value()));
                if (!Files.exists(example)) {
                    lacking.add(name + " lacks " + example.getFileName());
                }
                if (!room.equals("store") && projected.stream().noneMatch(taken -> taken.isAssignableFrom(event))) {
                    lacking.add(name + " lacks a projection");
                }
                if (!room.equals("store")
                        && !Pattern.compile("\\b" + event.getSimpleName() + "\\b")
                                .matcher(done)
                                .find()) {
                    lacking.add(name + " changes nothing");
                }
            }
        });
        assertThat(projected).isNotEmpty();
        assertThat(lacking).isEmpty();
    }

    /** The folds of its room and the kinds of rows; or where there are no folds, all that the query side does. */
    private static String whatIsDoneWith(Class<?> family) {
        Path room = Path.of(
                "..", "shared-kernel/src/main/java", family.getPackageName().replace('.', '/'));
        String folds = sources(room, "Fold.java");
        Path readModels = Path.of("..", "query-side/src/main/java");
        return folds.isEmpty() ? sources(readModels, ".java") : folds + sources(readModels, "Kind.java");
    }

    private static String sources(Path folder, String ending) {
        try (Stream<Path> sources = Files.walk(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(ending)).toList()) {
                all.append(Files.readString(source));
            }
            return all.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
