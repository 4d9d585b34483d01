package io.shopledger.simulator.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;
import io.shopledger.simulator.truth.Entity;
import io.shopledger.simulator.truth.Kind;
import io.shopledger.simulator.truth.ProductSet;
import io.shopledger.simulator.truth.ProductSetRules.Problem;
import io.shopledger.simulator.truth.Store;
import io.shopledger.simulator.truth.Truth;
import io.shopledger.simulator.truth.VariantsUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code productUpdate} and {@code productVariantsBulkUpdate}: what they do not name stays as it is. */
final class ProductUpdates {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 255;
    private static final Map<String, String> LIMITED =
            new TreeMap<>(Map.of("title", "Title", "vendor", "Vendor", "productType", "Product type"));

    private final Truth truth;
    private final Lookup lookup;

    ProductUpdates(Truth truth, Lookup lookup) {
        this.truth = truth;
        this.lookup = lookup;
    }

    void addTo(TypeRuntimeWiring.Builder root) {
        root.dataFetcher("productUpdate", this::details);
        root.dataFetcher("productVariantsBulkUpdate", this::variants);
    }

    private Map<String, @Nullable Object> details(DataFetchingEnvironment field) {
        ObjectNode input = JSON.valueToTree(field.getArgument("product"));
        return truth.with(store -> {
            Entity known = product(store, input.path("id").asString(""));
            if (known == null) {
                return payload(null, List.of(new Problem(List.of("id"), "Product does not exist", null)));
            }
            List<Problem> problems = problems(input);
            if (!problems.isEmpty()) {
                return payload(known, problems);
            }
            input.remove("id");
            return payload(new ProductSet(store).apply(known, input), List.of());
        });
    }

    private static List<Problem> problems(JsonNode input) {
        List<Problem> problems = new ArrayList<>();
        if (input.has("title") && input.get("title").asString("").isBlank()) {
            problems.add(new Problem(List.of("title"), "Title can't be blank", null));
        }
        for (JsonNode tag : input.path("tags")) {
            if (tag.asString("").length() > LONGEST) {
                problems.add(new Problem(List.of("tags"), "Product tags is invalid", null));
                break;
            }
        }
        LIMITED.forEach((name, spoken) -> {
            if (input.path(name).asString("").length() > LONGEST) {
                problems.add(new Problem(
                        List.of(name), "%s is too long (maximum is %d characters)".formatted(spoken, LONGEST), null));
            }
        });
        return problems;
    }

    private Map<String, @Nullable Object> variants(DataFetchingEnvironment field) {
        JsonNode wanted = JSON.valueToTree(field.getArgument("variants"));
        String id = field.getArgument("productId");
        boolean partial = Boolean.TRUE.equals(field.getArgument("allowPartialUpdates"));
        return truth.with(store -> {
            Entity known = product(store, String.valueOf(id));
            if (known == null) {
                return payload(
                        null,
                        List.of(new Problem(List.of("productId"), "Product does not exist", "PRODUCT_DOES_NOT_EXIST")));
            }
            VariantsUpdate update = new VariantsUpdate(known, wanted);
            boolean apply = update.problems().isEmpty() || partial;
            Entity now = apply ? update.apply(store) : known;
            Map<String, @Nullable Object> payload = payload(now, update.problems());
            payload.put(
                    "productVariants",
                    apply ? update.variants().stream().map(lookup::node).toList() : null);
            return payload;
        });
    }

    private static @Nullable Entity product(Store store, String gid) {
        return store.shelf(Kind.PRODUCT).find(Gid.number(gid));
    }

    private Map<String, @Nullable Object> payload(@Nullable Entity product, List<Problem> problems) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("product", product == null ? null : lookup.shape(product));
        payload.put("userErrors", problems.stream().map(Problem::shape).toList());
        return payload;
    }
}
