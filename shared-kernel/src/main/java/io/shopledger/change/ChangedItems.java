package io.shopledger.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists of things that have ids: what is different between two of them, and what one becomes by that. */
public final class ChangedItems {
    private ChangedItems() {}

    /** @return changed where a thing stands in both and differs, new or gone where it stands in one */
    public static <T> List<Change<T>> between(List<T> before, List<T> after, Function<T, Long> id) {
        Map<Long, T> now = new LinkedHashMap<>();
        after.forEach(item -> now.put(id.apply(item), item));
        List<Change<T>> changes = new ArrayList<>();
        for (T was : before) {
            T is = now.remove(id.apply(was));
            if (!was.equals(is)) {
                changes.add(new Change<>(was, is));
            }
        }
        now.values().forEach(added -> changes.add(new Change<>(null, added)));
        return changes;
    }

    /** @return the list after the changes */
    public static <T> List<T> after(List<T> before, List<Change<T>> changes, Function<T, Long> id) {
        Map<Long, T> all = new LinkedHashMap<>();
        before.forEach(item -> all.put(id.apply(item), item));
        for (Change<T> change : changes) {
            @Nullable T from = change.from();
            @Nullable T to = change.to();
            if (from != null) {
                all.remove(id.apply(from));
            }
            if (to != null) {
                all.put(id.apply(to), to);
            }
        }
        return List.copyOf(all.values());
    }
}
