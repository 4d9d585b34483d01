package io.shopledger;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists in one order whatever order Shopify sent them in, or webhook and GraphQL would quarrel for ever. */
public final class ById {
    private ById() {}

    public static <T> List<T> sorted(@Nullable List<T> items, Comparator<T> order) {
        return items == null || items.isEmpty()
                ? List.of()
                : items.stream().sorted(order).toList();
    }

    /** By their ids; of two with one id the later counts, for a change is told by id. */
    public static <T> List<T> sorted(@Nullable List<T> items, Function<T, Long> id) {
        if (items == null || items.isEmpty()) {
            return List.of();
        }
        if (isSorted(items, id)) {
            return List.copyOf(items);
        }
        Map<Long, T> byId = new TreeMap<>();
        items.forEach(item -> byId.put(id.apply(item), item));
        return List.copyOf(byId.values());
    }

    /** As most lists are: a record that is read back was sorted when it was first made. */
    private static <T> boolean isSorted(List<T> items, Function<T, Long> id) {
        long before = Long.MIN_VALUE;
        for (T item : items) {
            long own = id.apply(item);
            if (own <= before) {
                return false;
            }
            before = own;
        }
        return true;
    }
}
