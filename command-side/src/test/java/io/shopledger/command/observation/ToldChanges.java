package io.shopledger.command.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.Origin;
import io.shopledger.Sealed;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What holds of any event of any kind: each change in it is one, from what was before to what is after. */
final class ToldChanges {
    private static final Map<Class<?>, Map<String, Method>> COMPONENTS = new ConcurrentHashMap<>();

    private ToldChanges() {}

    /**
     * @param before what was known; null before the first event
     * @param gone whether the entity was gone before
     * @return whether it is gone after the event
     */
    static boolean check(@Nullable CanonicalRecord<?> before, Object event, CanonicalRecord<?> after, boolean gone) {
        String name = event.getClass().getSimpleName();
        if (before == null) {
            return gone;
        }
        boolean goes = name.endsWith("Removed") || name.endsWith("Disconnected");
        boolean comes = name.endsWith("Returned") || name.endsWith("Reconnected");
        if (goes || comes) {
            assertThat(goes).as("%s: gone and back in turn", event).isNotEqualTo(gone);
            assertThat(after).isEqualTo(before);
            return goes;
        }
        assertThat(after).as("%s changes nothing", event).isNotEqualTo(before);
        values(event).forEach((component, value) -> {
            if (value instanceof CanonicalRecord<?> learned) {
                learnedOnlyWhatWasUnknown(before, learned);
            } else if (!(value instanceof Origin)) {
                isChange(event, value);
            }
        });
        Map<String, @Nullable Object> told = values(event);
        if (told.containsKey("from") || told.containsKey("to")) {
            oneFieldIsOther(before, event, after, told);
        }
        namedFields(before, after, event);
        return gone;
    }

    /** What an event changes is what was seen: nothing is made up, and nothing taken away that was not told. */
    static void isToldBy(
            CanonicalRecord<?> seen, @Nullable CanonicalRecord<?> before, Object event, CanonicalRecord<?> after) {
        for (String field : after.fields().entityFields()) {
            boolean touched = before == null
                    || before.knows(field) != after.knows(field)
                    || !same(before.get(field), after.get(field));
            if (touched && after.knows(field)) {
                assertThat(seen.knows(field))
                        .as("%s in %s was seen", field, event)
                        .isTrue();
                if (before == null || !"variants".equals(field)) { // prices are told apart from all else
                    assertThat(same(seen.get(field), after.get(field)))
                            .as("%s in %s is as it was seen", field, event)
                            .isTrue();
                }
            }
        }
    }

    private static void learnedOnlyWhatWasUnknown(CanonicalRecord<?> before, CanonicalRecord<?> learned) {
        List<String> known =
                learned.fields().entityFields().stream().filter(learned::knows).toList();
        assertThat(known).as("fields learned").isNotEmpty().noneMatch(before::knows);
    }

    /** In whatever is in the event, what has a {@code from} or a {@code to} has two different ones. */
    private static void isChange(Object event, @Nullable Object value) {
        if (value instanceof Collection<?> items) {
            items.forEach(item -> isChange(event, item));
        } else if (value instanceof Record part) {
            Map<String, @Nullable Object> parts = values(part);
            if (parts.containsKey("from") && parts.containsKey("to")) {
                assertThat(same(parts.get("from"), parts.get("to")))
                        .as("%s holds %s, which is no change", event, part)
                        .isFalse();
            } else if (parts.size() > 1 && part.getClass().getSimpleName().endsWith("Change")) {
                long changes = parts.values().stream()
                        .filter(one -> one instanceof Record || one instanceof Collection<?> all && !all.isEmpty())
                        .count();
                assertThat(changes)
                        .as("%s holds %s, which is no change", event, part)
                        .isPositive();
                parts.values().forEach(one -> isChange(event, one));
            }
        }
    }

    /** An event of one field. */
    private static void oneFieldIsOther(
            CanonicalRecord<?> before, Object event, CanonicalRecord<?> after, Map<String, @Nullable Object> told) {
        List<String> other = before.fields().entityFields().stream()
                .filter(field -> !Objects.equals(before.get(field), after.get(field)))
                .toList();
        assertThat(other).as("fields changed by %s", event).hasSize(1);
        assertThat(before.get(other.get(0))).as("%s", event).isEqualTo(told.get("from"));
        assertThat(after.get(other.get(0))).as("%s", event).isEqualTo(told.get("to"));
    }

    /** A change that names its field is one from what that was to what it is. */
    private static void namedFields(CanonicalRecord<?> before, CanonicalRecord<?> after, Object event) {
        List<Record> named = new ArrayList<>();
        values(event).values().stream()
                .filter(value -> value instanceof Collection<?>)
                .flatMap(value -> ((Collection<?>) value).stream())
                .filter(item -> item instanceof Record part && values(part).containsKey("field"))
                .forEach(item -> named.add((Record) item));
        for (Record change : named) {
            Map<String, @Nullable Object> parts = values(change);
            String field = String.valueOf(parts.get("field"));
            assertThat(text(before.get(field))).as("%s in %s", change, event).isEqualTo(text(parts.get("from")));
            assertThat(text(after.get(field))).as("%s in %s", change, event).isEqualTo(text(parts.get("to")));
        }
        assertThat(named.stream().map(change -> values(change).get("field")))
                .as("%s", event)
                .doesNotHaveDuplicates();
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static boolean same(@Nullable Object from, @Nullable Object to) {
        return from instanceof Sealed was && to instanceof Sealed is
                ? was.holdsTheSameAs(is)
                : Objects.equals(from, to);
    }

    private static Map<String, @Nullable Object> values(Object record) {
        Map<String, @Nullable Object> values = new HashMap<>();
        components(record.getClass()).forEach((name, accessor) -> {
            try {
                values.put(name, accessor.invoke(record));
            } catch (ReflectiveOperationException failure) {
                throw new IllegalStateException(failure);
            }
        });
        return values;
    }

    private static Map<String, Method> components(Class<?> type) {
        return COMPONENTS.computeIfAbsent(type, key -> {
            Map<String, Method> accessors = new HashMap<>();
            Arrays.stream(key.getRecordComponents())
                    .forEach(component -> accessors.put(component.getName(), accessor(component)));
            return accessors;
        });
    }

    private static Method accessor(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true); // some are of package-private types
        return accessor;
    }
}
