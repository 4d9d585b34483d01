package io.shopledger.command.difference;

import io.shopledger.CanonicalRecord;
import io.shopledger.Sealed;
import io.shopledger.change.Change;
import io.shopledger.change.ChangedItems;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is different between what we know of an entity and what was seen of it. Only fields known to both are compared;
 * what only the new record knows is learnt; what it does not know stays as it was. What was redacted stays so; what comes
 * redacted while we hold it sealed was forgotten before we first heard of it. What is sealed under another key than before is
 * learnt, for the key before was lost. A field that was taken is told, and
 * is no part of what is left to {@link #rest}: so each change is told once.
 */
public final class Difference<R extends Record & CanonicalRecord<R>> {
    private final R from;
    private final R to;
    private final Set<String> learnt = new TreeSet<>();
    private final Set<String> different = new TreeSet<>();
    private boolean forgotten;

    private Difference(R from, R to) {
        this.from = from;
        this.to = to;
        for (String field : to.fields().entityFields()) {
            if (to.knows(field)) {
                if (!from.knows(field) || isSealedAnew(field)) {
                    learnt.add(field);
                } else if (!same(field)) {
                    different.add(field);
                }
                forgotten |= from.get(field) instanceof Sealed before
                        && !before.equals(Sealed.REDACTED)
                        && Sealed.REDACTED.equals(to.get(field));
            }
        }
    }

    public static <R extends Record & CanonicalRecord<R>> Difference<R> between(R known, R seen) {
        return new Difference<>(known, seen);
    }

    /** @return what a {@code …Learned} event carries; empty where nothing was unknown before */
    public Optional<R> learned() {
        return learnt.isEmpty() ? Optional.empty() : Optional.of(to.only(learnt));
    }

    /** @return whether the key of what we hold sealed was destroyed, at a demand that came before we knew whom it meant */
    public boolean isForgotten() {
        return forgotten;
    }

    /** @return whether the field is different; it counts as told from now on */
    public boolean take(String field) {
        return different.remove(field);
    }

    /** @return the different fields of which this is true; they count as told from now on */
    public List<String> takeAll(Predicate<String> which) {
        List<String> taken = different.stream().filter(which).toList();
        taken.forEach(different::remove);
        return taken;
    }

    /** @return the changes of a list of things that have ids; it counts as told from now on */
    public <T> List<Change<T>> takeItems(String field, Function<R, List<T>> list, Function<T, Long> id) {
        return take(field) ? ChangedItems.between(list.apply(from), list.apply(to), id) : List.of();
    }

    /** @return everything different that nobody took */
    public Details rest() {
        return details(takeAll(field -> true));
    }

    /** @return the changes of the named fields */
    public Details details(List<String> names) {
        return Details.between(to.fields(), from, to, names);
    }

    private boolean isSealedAnew(String field) {
        return from.get(field) instanceof Sealed before
                && to.get(field) instanceof Sealed after
                && !before.isComparableWith(after)
                && !isRedacted(before, after);
    }

    private static boolean isRedacted(Sealed before, Sealed after) {
        return before.equals(Sealed.REDACTED) || after.equals(Sealed.REDACTED);
    }

    private boolean same(String field) {
        @Nullable Object was = from.get(field);
        @Nullable Object is = to.get(field);
        return was instanceof Sealed before && is instanceof Sealed after
                ? isRedacted(before, after) || before.holdsTheSameAs(after)
                : Objects.equals(was, is);
    }
}
