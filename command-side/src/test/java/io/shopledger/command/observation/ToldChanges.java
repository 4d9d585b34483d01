package io.shopledger.command.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.product.ProductEvent.ProductPriceChanged;
import io.shopledger.product.ProductEvent.ProductVariantsChanged;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What holds of any event of any kind: it names the fields that it changes and no other, from what each was to what it is.
 * What was known stays known; what was not becomes so by being learnt, and by nothing else.
 */
final class ToldChanges {
    private static final Map<Class<?>, Map<String, Method>> COMPONENTS = new ConcurrentHashMap<>();

    private final CanonicalRecord<?> before;
    private final Object event;
    private final CanonicalRecord<?> after;
    private final Set<String> changed = new TreeSet<>();
    private final Set<String> told = new TreeSet<>();

    private ToldChanges(CanonicalRecord<?> before, Object event, CanonicalRecord<?> after) {
        this.before = before;
        this.event = event;
        this.after = after;
        for (String field : after.fields().entityFields()) {
            if (!same(before.get(field), after.get(field)) || before.knows(field) != after.knows(field)) {
                changed.add(field);
            }
        }
    }

    /**
     * @param before what was known; null before the first event
     * @param gone whether the entity was gone before
     * @return whether it is gone after the event
     */
    static boolean check(@Nullable CanonicalRecord<?> before, Object event, CanonicalRecord<?> after, boolean gone) {
        if (before == null) {
            return gone;
        }
        String name = event.getClass().getSimpleName();
        boolean goes = name.endsWith("Removed") || name.endsWith("Disconnected");
        boolean comes = name.endsWith("Returned") || name.endsWith("Reconnected");
        if (goes || comes) {
            assertThat(goes).as("%s: gone and back in turn", event).isNotEqualTo(gone);
            assertThat(after).isEqualTo(before);
            return goes;
        }
        ToldChanges changes = new ToldChanges(before, event, after);
        assertThat(changes.changed).as("%s changes nothing", event).isNotEmpty();
        if (name.endsWith("Redacted")) {
            assertThat((Object) after).as("%s", event).isEqualTo(before.redacted());
        } else if (name.endsWith("Learned")) {
            changes.areLearned();
        } else {
            changes.areTold();
        }
        return gone;
    }

    /** What an event changes is what was seen: nothing is made up, and nothing taken away that was not told. */
    static void isToldBy(
            CanonicalRecord<?> seen, @Nullable CanonicalRecord<?> before, Object event, CanonicalRecord<?> after) {
        boolean redacts = event.getClass().getSimpleName().endsWith("Redacted"); // told of one part, it means all
        for (String field : after.fields().entityFields()) {
            boolean touched = before == null
                    || before.knows(field) != after.knows(field)
                    || !same(before.get(field), after.get(field));
            if (touched && after.knows(field) && !(redacts && !seen.knows(field))) {
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

    private void areLearned() {
        CanonicalRecord<?> learned = values(event).values().stream()
                .filter(CanonicalRecord.class::isInstance)
                .<CanonicalRecord<?>>map(CanonicalRecord.class::cast)
                .findFirst()
                .orElseThrow();
        for (String field : learned.fields().entityFields()) {
            if (learned.knows(field)) {
                told.add(field);
                assertThat(before.knows(field))
                        .as("%s was known before %s", field, event)
                        .isFalse();
                assertThat(after.get(field)).as("%s in %s", field, event).isEqualTo(learned.get(field));
            }
        }
        changesAreTold();
    }

    private void areTold() {
        for (String field : changed) {
            assertThat(before.knows(field) && after.knows(field))
                    .as("%s in %s was known before, and still is", field, event)
                    .isTrue();
        }
        if (event instanceof ProductPriceChanged || event instanceof ProductVariantsChanged) {
            ToldVariants.check(before, event, after);
            told.add("variants");
        } else {
            Map<String, @Nullable Object> parts = values(event);
            if (parts.containsKey("from") || parts.containsKey("to")) {
                assertThat(changed).as("fields changed by %s", event).hasSize(1);
                isChange(changed.iterator().next(), parts);
            } else {
                parts.forEach(this::isTold);
            }
        }
        changesAreTold();
    }

    private void changesAreTold() {
        assertThat(told).as("fields of which %s tells", event).isEqualTo(changed);
    }

    /** A change of the field of that name, changes of its items, or changes of fields that each names. */
    private void isTold(String component, @Nullable Object value) {
        if (value instanceof Collection<?> all && !all.isEmpty()) {
            if (values(all.iterator().next()).containsKey("field")) {
                all.forEach(one -> isNamedChange(values(one)));
            } else {
                areItems(shopifyName(component), all);
            }
        } else if (value instanceof Record one
                && !(value instanceof Origin)
                && values(one).containsKey("to")) {
            isChange(shopifyName(component), values(one));
        }
    }

    private void isNamedChange(Map<String, @Nullable Object> change) {
        String field = String.valueOf(change.get("field"));
        assertThat(told.add(field)).as("%s once in %s", field, event).isTrue();
        assertThat(text(before.get(field))).as("%s in %s", field, event).isEqualTo(text(change.get("from")));
        assertThat(text(after.get(field))).as("%s in %s", field, event).isEqualTo(text(change.get("to")));
    }

    private void isChange(String field, Map<String, @Nullable Object> change) {
        assertThat(told.add(field)).as("%s once in %s", field, event).isTrue();
        assertThat(before.get(field)).as("%s in %s", field, event).isEqualTo(change.get("from"));
        assertThat(after.get(field)).as("%s in %s", field, event).isEqualTo(change.get("to"));
    }

    /** What was in the list and is not is told as {@code from}, what is in it and was not as {@code to}, and nothing else. */
    private void areItems(String field, Collection<?> changes) {
        List<@Nullable Object> left = new ArrayList<>();
        List<@Nullable Object> came = new ArrayList<>();
        for (Object one : changes) {
            Map<String, @Nullable Object> change = values(one);
            left.add(change.get("from"));
            came.add(change.get("to"));
        }
        left.removeIf(Objects::isNull);
        came.removeIf(Objects::isNull);
        assertThat(told.add(field)).as("%s once in %s", field, event).isTrue();
        List<?> were = (List<?>) Objects.requireNonNull(before.get(field));
        List<?> are = (List<?>) Objects.requireNonNull(after.get(field));
        assertThat(left).as("%s in %s", field, event).containsExactlyInAnyOrderElementsOf(without(were, are));
        assertThat(came).as("%s in %s", field, event).containsExactlyInAnyOrderElementsOf(without(are, were));
    }

    private static List<Object> without(List<?> those, List<?> these) {
        List<Object> rest = new ArrayList<>(those);
        rest.removeAll(these);
        return rest;
    }

    static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static boolean same(@Nullable Object from, @Nullable Object to) {
        return from instanceof Sealed was && to instanceof Sealed is
                ? was.holdsTheSameAs(is)
                : Objects.equals(from, to);
    }

    private static String shopifyName(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
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
