package io.shopledger.simulator.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes a field's value out of its object's map, and pages through it where it is a list of children. */
final class FieldValues implements LightDataFetcher<@Nullable Object> {
    static final FieldValues ALL = new FieldValues();

    private FieldValues() {}

    @Override
    public @Nullable Object get(
            GraphQLFieldDefinition definition, Object source, Supplier<DataFetchingEnvironment> field) {
        return source instanceof Map<?, ?> object ? of(object.get(definition.getName()), definition, field) : null;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment field) {
        return get(field.getFieldDefinition(), field.getSource(), () -> field);
    }

    private static @Nullable Object of(
            @Nullable Object value, GraphQLFieldDefinition definition, Supplier<DataFetchingEnvironment> field) {
        if (value == null || value instanceof String) {
            return value;
        }
        if (value instanceof Asked asked) {
            return of(asked.apply(field.get()), definition, field);
        }
        if (value instanceof Supplier<?> supplier) {
            return of(supplier.get(), definition, field);
        }
        if (value instanceof Children children) {
            return children.page(field.get().getArguments());
        }
        if (value instanceof List<?> list
                && definition.getArgument("first") != null
                && field.get().getArgument("first") instanceof Integer first) {
            return list.subList(0, Math.min(first, list.size()));
        }
        return value;
    }
}
