package io.shopledger.command.difference;

import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static io.shopledger.command.order.OrderFacts.TUESDAY_NOON;
import static io.shopledger.command.order.OrderFacts.eur;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.Sealed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * What holds of the changes between any two records of one entity, whatever its kind.
 *
 * @param <R> its record
 * @param <E> the family of its events
 */
public abstract class ChangesProperties<R extends Record & CanonicalRecord<R>, E> {
    protected static final int TRIES = 250;

    /** Two records of one entity; in most of their fields they agree. */
    public record Pair(Object known, Object seen) {}

    /** @return a record of which every field is known and nothing is told */
    protected abstract R empty();

    protected abstract List<E> between(R known, R seen);

    protected abstract R after(R before, E event);

    /** @return what the event says was learnt; null for events that tell of changes */
    protected abstract @Nullable R learned(E event);

    /** @return values of a field that is no single value of a common type */
    protected Arbitrary<@Nullable Object> valuesOf(String field) {
        throw new IllegalStateException("No values for " + field);
    }

    /** @return a known field's smallest parts, each told by one event, by their names */
    protected Map<String, Object> parts(String field, @Nullable Object value) {
        return Map.of(field, content(value));
    }

    @Property(tries = TRIES)
    void foldingTheEvents_givesWhatWasSeen_andKeepsWhatItDoesNotKnow(@ForAll("pairs") Pair pair) {
        R after = fold(known(pair), between(pair));

        Set<String> unknownToBoth = new TreeSet<>(known(pair).unknown());
        unknownToBoth.retainAll(seen(pair).unknown());
        assertThat(after.unknown()).isEqualTo(unknownToBoth);
        assertThat(fields()).filteredOn(after::knows).allSatisfy(field -> {
            R source = seen(pair).knows(field) ? seen(pair) : known(pair);
            assertThat(content(after.get(field))).isEqualTo(content(source.get(field)));
        });
    }

    @Property(tries = TRIES)
    void everyChange_isToldByExactlyOneEvent_andNothingElseIs(@ForAll("pairs") Pair pair) {
        List<String> told = new ArrayList<>();
        for (E event : between(pair)) {
            if (learned(event) == null) {
                told.addAll(different(known(pair), after(known(pair), event)));
            }
        }

        assertThat(told).containsExactlyInAnyOrderElementsOf(different(known(pair), seen(pair)));
    }

    @Property(tries = TRIES)
    void sealedPartThatHoldsTheSame_keepsItsCiphertext(@ForAll("pairs") Pair pair) {
        R after = fold(known(pair), between(pair));

        for (String field : fields()) {
            if (known(pair).get(field) instanceof Sealed was
                    && known(pair).knows(field)
                    && seen(pair).get(field) instanceof Sealed is
                    && was.holdsTheSameAs(is)) {
                assertThat(after.get(field)).isEqualTo(was);
            }
        }
    }

    @Property(tries = TRIES)
    void noEvent_isInVain(@ForAll("pairs") Pair pair) {
        assertThat(between(pair))
                .allSatisfy(event -> assertThat(after(known(pair), event)).isNotEqualTo(known(pair)));
    }

    @Property(tries = TRIES)
    void whatOnlyTheNewRecordKnows_isLearnedInOneEvent(@ForAll("pairs") Pair pair) {
        Set<String> learnt = new TreeSet<>(fields());
        learnt.removeIf(field -> !seen(pair).knows(field) || known(pair).knows(field));

        List<Set<String>> told = new ArrayList<>();
        for (E event : between(pair)) {
            R learned = learned(event);
            if (learned != null) {
                Set<String> names = new TreeSet<>(fields());
                names.removeIf(field -> !learned.knows(field));
                told.add(names);
            }
        }
        assertThat(told).isEqualTo(learnt.isEmpty() ? List.of() : List.of(learnt));
    }

    @Property(tries = TRIES)
    void equalRecordsAndTheSameSeenAgain_haveNothingToTell(@ForAll("pairs") Pair pair) {
        assertThat(between(seen(pair), seen(pair))).isEmpty();
        assertThat(between(fold(known(pair), between(pair)), seen(pair))).isEmpty();
    }

    @Provide
    Arbitrary<Pair> pairs() {
        return Combinators.combine(records(), records(), fieldSets())
                .as((known, other, taken) -> new Pair(known, mixed(known, other, taken)));
    }

    private Arbitrary<R> records() {
        List<Arbitrary<@Nullable Object>> values = new ArrayList<>();
        fields().forEach(field -> values.add(anyOf(field)));
        Arbitrary<R> whole = Combinators.combine(values).as(all -> {
            Map<String, @Nullable Object> record = new HashMap<>();
            for (int i = 0; i < fields().size(); i++) {
                record.put(fields().get(i), all.get(i));
            }
            return empty().with(record);
        });
        return Combinators.combine(whole, fieldSets())
                .as((record, unknown) -> record.only(without(unknown)))
                .withoutEdgeCases();
    }

    /** Some fields: few of them, mostly. */
    private Arbitrary<Set<String>> fieldSets() {
        return Arbitraries.of(fields())
                .set()
                .ofMaxSize(Math.min(8, fields().size()))
                .withoutEdgeCases();
    }

    private Arbitrary<@Nullable Object> anyOf(String field) {
        Class<?> type = empty().fields().type(field);
        if (type == String.class) {
            return optional("one", "two", "äöü");
        } else if (type == Long.class) {
            return optional(0L, 1L, Long.MAX_VALUE);
        } else if (type == Boolean.class) {
            return optional(true, false);
        } else if (type == Instant.class) {
            return optional(MONDAY_NOON, TUESDAY_NOON, MONDAY_NOON.plusNanos(1));
        } else if (type == Money.class) {
            return optional(new Money("1", null), new Money("1", "EUR"), new Money("2.5", null));
        } else if (type == MoneyBag.class) {
            return optional(eur("0"), eur("10"), new MoneyBag(new Money("10", "EUR"), new Money("11", "USD")));
        } else if (type == Sealed.class) {
            return Combinators.combine(Arbitraries.integers().between(1, 9), Arbitraries.of("home", "office"))
                    .as((nonce, where) -> new Sealed("subject-1", "nonce-" + nonce, where + nonce, where))
                    .injectNull(0.2)
                    .asGeneric();
        }
        return valuesOf(field);
    }

    private static Arbitrary<@Nullable Object> optional(Object... values) {
        return Arbitraries.of(Arrays.asList(values)).injectNull(0.3);
    }

    protected static Arbitrary<@Nullable Object> texts() {
        return Arbitraries.of("a", "b", "c").list().uniqueElements().asGeneric();
    }

    /** Up to three items, each with an id of its own and in one of two versions. */
    protected static Arbitrary<@Nullable Object> items(BiFunction<Long, Integer, Object> item) {
        return Arbitraries.maps(Arbitraries.longs().between(1, 4), Arbitraries.of(1, 2))
                .ofMaxSize(3)
                .map(versions -> versions.entrySet().stream()
                        .map(entry -> item.apply(entry.getKey(), entry.getValue()))
                        .toList())
                .asGeneric();
    }

    /** {@code known}, with the fields of {@code taken} as {@code other} tells them, and knowing what {@code other} knows. */
    private R mixed(R known, R other, Set<String> taken) {
        Map<String, @Nullable Object> values = new HashMap<>();
        taken.forEach(field -> values.put(field, other.get(field)));
        fields().stream().filter(field -> !known.knows(field)).forEach(field -> values.put(field, other.get(field)));
        return known.with(values).only(without(other.unknown()));
    }

    private Set<String> without(Set<String> gone) {
        Set<String> left = new TreeSet<>(fields());
        left.removeAll(gone);
        return left;
    }

    /** @return the parts of fields known to both that are not the same */
    private Set<String> different(R one, R other) {
        Set<String> names = new TreeSet<>();
        for (String field : fields()) {
            if (one.knows(field) && other.knows(field)) {
                Map<String, Object> before = parts(field, one.get(field));
                Map<String, Object> now = parts(field, other.get(field));
                before.forEach((part, value) -> {
                    if (!value.equals(now.get(part))) {
                        names.add(part);
                    }
                });
                now.keySet().stream().filter(part -> !before.containsKey(part)).forEach(names::add);
            }
        }
        return names;
    }

    private R fold(R known, List<E> events) {
        R record = known;
        for (E event : events) {
            record = after(record, event);
        }
        return record;
    }

    private List<E> between(Pair pair) {
        return between(known(pair), seen(pair));
    }

    @SuppressWarnings("unchecked")
    private R known(Pair pair) {
        return (R) pair.known();
    }

    @SuppressWarnings("unchecked")
    private R seen(Pair pair) {
        return (R) pair.seen();
    }

    private List<String> fields() {
        return empty().fields().entityFields();
    }

    /** A field's value, of a sealed part what it holds and not how it is sealed; never null. */
    protected static Object content(@Nullable Object value) {
        if (value instanceof Sealed sealed) {
            return new TreeMap<>(Map.of(sealed.key(), sealed.fingerprint()));
        }
        return Objects.requireNonNullElse(value, "nothing");
    }
}
