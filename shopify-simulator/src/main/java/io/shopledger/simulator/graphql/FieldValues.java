package io.shopledger.simulator.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes a field's value out of its object's map, and pages through it where it is a list of children. */
final class FieldValues implements DataFetcher<@Nullable Object> {
    @Override
    public @Nullable Object get(DataFetchingEnvironment field) {
        if (!(field.getSource() instanceof Map<?, ?> object)) {
            return null;
        }
        return of(object.get(field.getField().getName()), field);
    }

    private static @Nullable Object of(@Nullable Object value, DataFetchingEnvironment field) {
        if (value instanceof InventoryShape.Asked asked) {
            return of(asked.apply(field), field);
        }
        if (value instanceof Supplier<?> supplier) {
            return of(supplier.get(), field);
        }
        if (value instanceof Children children) {
            return children.page(field.getArguments());
        }
        if (value instanceof List<?> list && field.getArgument("first") instanceof Integer first) {
            return list.subList(0, Math.min(first, list.size()));
        }
        return value;
    }
}
