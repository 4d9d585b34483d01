package io.shopledger.simulator.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.TypeRuntimeWiring;
import io.shopledger.simulator.oauth.Scopes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Refuses fields that the token's scopes do not open: by what a field shows, wherever it stands, and by name where that
 * does not say it (https://shopify.dev/docs/api/usage/access-scopes).
 */
final class Access {
    private static final String PRODUCTS = "read_products";
    private static final String ORDERS = "read_orders";
    private static final String RETURNS = "read_returns";
    private static final String CUSTOMERS = "read_customers";
    private static final String INVENTORY = "read_inventory";
    private static final String LOCATIONS = "read_locations";
    private static final String FULFILLMENTS = "read_fulfillments";

    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry("Product", PRODUCTS),
            Map.entry("ProductConnection", PRODUCTS),
            Map.entry("ProductVariant", PRODUCTS),
            Map.entry("ProductVariantConnection", PRODUCTS),
            Map.entry("Order", ORDERS),
            Map.entry("OrderConnection", ORDERS),
            Map.entry("Refund", ORDERS),
            Map.entry("Return", RETURNS),
            Map.entry("ReturnConnection", RETURNS),
            Map.entry("Customer", CUSTOMERS),
            Map.entry("CustomerConnection", CUSTOMERS),
            Map.entry("InventoryItem", INVENTORY),
            Map.entry("InventoryItemConnection", INVENTORY),
            Map.entry("InventoryLevel", INVENTORY),
            Map.entry("InventoryLevelConnection", INVENTORY),
            Map.entry("LocationConnection", LOCATIONS),
            Map.entry("Fulfillment", FULFILLMENTS));

    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("productsCount", PRODUCTS),
            Map.entry("productVariantsCount", PRODUCTS),
            Map.entry("ordersCount", ORDERS),
            Map.entry("customersCount", CUSTOMERS),
            Map.entry("locationsCount", LOCATIONS),
            Map.entry("location", LOCATIONS),
            Map.entry("productSet", "write_products"),
            Map.entry("productUpdate", "write_products"),
            Map.entry("productVariantsBulkUpdate", "write_products"),
            Map.entry("productDelete", "write_products"),
            Map.entry("inventorySetQuantities", "write_inventory"));

    private final Supplier<Scopes> scopes;

    Access(Supplier<Scopes> scopes) {
        this.scopes = scopes;
    }

    /** The fields of a root, each behind this check. */
    TypeRuntimeWiring.Builder guarded(TypeRuntimeWiring.Builder root) {
        TypeRuntimeWiring open = root.build();
        TypeRuntimeWiring.Builder guarded = TypeRuntimeWiring.newTypeWiring(open.getTypeName());
        open.getFieldDataFetchers()
                .forEach((name, fetcher) -> guarded.dataFetcher(name, field -> {
                    check(field.getFieldDefinition().getName(), NAMED.get(name));
                    return asShown(field, fetcher);
                }));
        return guarded;
    }

    /** What answers a field of an object: its value, where what it shows may be seen. */
    DataFetcher<@Nullable Object> inside(GraphQLFieldDefinition definition) {
        String scope = SHOWN.get(GraphQLTypeUtil.unwrapAll(definition.getType()).getName());
        if (scope == null) {
            return FieldValues.ALL;
        }
        return field -> {
            check(definition.getName(), scope);
            return FieldValues.ALL.get(field);
        };
    }

    private @Nullable Object asShown(DataFetchingEnvironment field, DataFetcher<?> fetcher) throws Exception {
        GraphQLFieldDefinition definition = field.getFieldDefinition();
        check(
                definition.getName(),
                SHOWN.get(GraphQLTypeUtil.unwrapAll(definition.getType()).getName()));
        Object value = fetcher.get(field);
        for (Object one : value instanceof List<?> list ? list : Collections.singletonList(value)) {
            if (one instanceof Map<?, ?> object && object.get(Shape.TYPE) instanceof String type) {
                check(definition.getName(), SHOWN.get(type));
            }
        }
        return value;
    }

    private void check(String field, @Nullable String scope) {
        if (scope != null && !scopes.get().allow(scope)) {
            throw Complaint.denied(field, "`%s` access scope.".formatted(scope));
        }
    }
}
