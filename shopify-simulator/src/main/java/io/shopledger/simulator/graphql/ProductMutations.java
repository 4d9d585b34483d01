package io.shopledger.simulator.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;
import io.shopledger.simulator.faults.Fault;
import io.shopledger.simulator.faults.Faults;
import io.shopledger.simulator.truth.Entity;
import io.shopledger.simulator.truth.Kind;
import io.shopledger.simulator.truth.ProductSet;
import io.shopledger.simulator.truth.ProductSetRules;
import io.shopledger.simulator.truth.ProductSetRules.Problem;
import io.shopledger.simulator.truth.Products;
import io.shopledger.simulator.truth.Shop;
import io.shopledger.simulator.truth.Store;
import io.shopledger.simulator.truth.Truth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code productSet} and {@code productDelete}; done at once, whatever {@code synchronous} says, save by a fault. */
final class ProductMutations {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Truth truth;
    private final Lookup lookup;
    private final Faults faults;

    ProductMutations(Truth truth, Lookup lookup, Faults faults) {
        this.faults = faults;
        this.truth = truth;
        this.lookup = lookup;
    }

    void addTo(TypeRuntimeWiring.Builder root) {
        root.dataFetcher("productSet", this::set);
        root.dataFetcher("productDelete", this::delete);
    }

    private Map<String, @Nullable Object> set(DataFetchingEnvironment field) {
        Map<String, Object> identifier = field.getArgument("identifier");
        ObjectNode input = JSON.valueToTree(field.getArgument("input"));
        Map<String, Object> which = identifier == null ? Map.of() : identifier;
        boolean later = faults.strikes(Fault.UNDER_WAY);
        Map<String, @Nullable Object> answer = truth.with(store -> set(store, which, input, later));
        if (later) {
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)
                    .execute(() -> truth.with(store -> set(store, which, input, false)));
        }
        return answer;
    }

    private Map<String, @Nullable Object> set(
            Store store, Map<String, Object> identifier, ObjectNode input, boolean later) {
        Entity known = null;
        if (identifier.get("id") instanceof String id) {
            known = store.shelf(Kind.PRODUCT).find(Gid.number(id));
            if (known == null) {
                return refused(List.of(
                        new Problem(List.of("identifier", "id"), "Product does not exist", "PRODUCT_DOES_NOT_EXIST")));
            }
        } else if (identifier.get("handle") instanceof String handle) {
            known = store.productOfHandle(handle);
            if (!input.has("handle")) {
                input.put("handle", handle);
            }
        }
        List<Problem> problems = ProductSetRules.check(store, known, input);
        if (!problems.isEmpty()) {
            return refused(problems);
        }
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("product", later ? null : lookup.shape(new ProductSet(store).apply(known, input)));
        payload.put("userErrors", List.of());
        return payload;
    }

    private Map<String, @Nullable Object> delete(DataFetchingEnvironment field) {
        Map<String, Object> input = field.getArgument("input");
        String id = String.valueOf(input == null ? "" : input.get("id"));
        boolean deleted = truth.with(store -> {
            Entity known = store.shelf(Kind.PRODUCT).find(Gid.number(id));
            if (known != null) {
                new Products(store).remove(known);
            }
            return known != null;
        });
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("deletedProductId", deleted ? id : null);
        payload.put("shop", Map.of("id", Gid.of("Shop", Shop.ID), "name", Shop.NAME));
        payload.put(
                "userErrors",
                deleted ? List.of() : List.of(Map.of("field", List.of("id"), "message", "Product does not exist")));
        return payload;
    }

    private static Map<String, @Nullable Object> refused(List<Problem> problems) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("product", null);
        payload.put("userErrors", problems.stream().map(Problem::shape).toList());
        return payload;
    }
}
