package io.shopledger.order;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists in one order whatever order Shopify sent them in, or webhook and GraphQL would quarrel for ever. */
final class ById {
    private ById() {}

    static <T> List<T> sorted(@Nullable List<T> items, Comparator<T> order) {
        return items == null ? List.of() : items.stream().sorted(order).toList();
    }
}
