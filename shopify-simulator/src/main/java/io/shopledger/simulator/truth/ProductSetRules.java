package io.shopledger.simulator.truth;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What {@code productSet} refuses, in Shopify's words where they are known. */
public final class ProductSetRules {
    private static final int LONGEST_TITLE = 255;
    private static final int MOST_VARIANTS = 2_048;
    private static final int MOST_OPTIONS = 3;

    private final Store store;
    private final List<Problem> problems = new ArrayList<>();

    private ProductSetRules(Store store) {
        this.store = store;
    }

    /**
     * @param known absent for a new product
     * @return none where it may be applied
     */
    public static List<Problem> check(Store store, @Nullable Entity known, JsonNode input) {
        ProductSetRules rules = new ProductSetRules(store);
        rules.title(known, input);
        rules.handle(known, input);
        rules.variants(known, input);
        return rules.problems;
    }

    private void title(@Nullable Entity known, JsonNode input) {
        boolean blank = !input.has("title")
                ? known == null
                : input.get("title").asString("").isBlank();
        if (blank) {
            refuse("INVALID_PRODUCT", "Title can't be blank", "input", "title");
        } else if (input.has("title") && input.get("title").asString().length() > LONGEST_TITLE) {
            refuse("INVALID_PRODUCT", "Title is too long (maximum is 255 characters)", "input", "title");
        }
    }

    private void handle(@Nullable Entity known, JsonNode input) {
        if (input.has("handle") && known != null) {
            String handle = input.get("handle").asString("");
            Entity owner = store.productOfHandle(ProductBody.handle(handle));
            if (owner != null && owner.id() != known.id()) {
                refuse(
                        "HANDLE_NOT_UNIQUE",
                        "Handle '%s' already in use. Please provide a new handle.".formatted(handle),
                        "input",
                        "handle");
            }
        }
    }

    private void variants(@Nullable Entity known, JsonNode input) {
        boolean options = input.has("productOptions");
        if (options && input.get("productOptions").size() > MOST_OPTIONS) {
            refuse("OPTIONS_OVER_LIMIT", "Can only specify a maximum of 3 options", "input", "productOptions");
        }
        if (options && !input.has("variants")) {
            refuse(
                    "VARIANTS_INPUT_MISSING",
                    "Variants input is required when updating product options",
                    "input",
                    "variants");
        }
        if (!input.has("variants")) {
            return;
        }
        if (!options) {
            refuse(
                    "PRODUCT_OPTIONS_INPUT_MISSING",
                    "Product options input is required when updating variants",
                    "input",
                    "variants");
            return;
        }
        if (input.get("variants").size() > MOST_VARIANTS) {
            refuse("VARIANTS_OVER_LIMIT", "The maximum number of variants is 2048", "input", "variants");
        }
        Set<String> names = new HashSet<>();
        input.get("productOptions")
                .forEach(option -> names.add(option.path("name").asString("")));
        Set<String> combinations = new HashSet<>();
        for (int i = 0; i < input.get("variants").size(); i++) {
            variant(input.get("variants").get(i), String.valueOf(i), names, combinations);
        }
    }

    private void variant(JsonNode variant, String index, Set<String> names, Set<String> combinations) {
        List<String> values = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (JsonNode value : variant.get("optionValues")) {
            String option = value.path("optionName").asString("");
            told.add(option);
            values.add(value.path("name").asString(""));
            if (!names.contains(option)) {
                refuse("OPTION_DOES_NOT_EXIST", "Option does not exist", "input", "variants", index, "optionValues");
            }
        }
        if (!told.containsAll(names)) {
            refuse(
                    "OPTION_VALUES_MISSING",
                    "You need to add option values for every option",
                    "input",
                    "variants",
                    index,
                    "optionValues");
        }
        if (!combinations.add(String.join(" / ", values))) {
            refuse(
                    "INVALID_VARIANT",
                    "The variant '%s' already exists.".formatted(String.join(" / ", values)),
                    "input",
                    "variants",
                    index);
        }
        if (variant.has("price") && !isPrice(variant.get("price"))) {
            refuse("INVALID_VARIANT", "Price must be greater than or equal to 0", "input", "variants", index, "price");
        }
    }

    static boolean isPrice(JsonNode price) {
        try {
            return new BigDecimal(price.asString("")).signum() >= 0;
        } catch (NumberFormatException other) {
            return false;
        }
    }

    private void refuse(String code, String message, String... field) {
        problems.add(new Problem(List.of(field), message, code));
    }

    /** One of the {@code userErrors}. @param code absent where the payload has none */
    public record Problem(
            List<String> field, String message, @Nullable String code) {

        /** @return as GraphQL shows it */
        public Map<String, Object> shape() {
            Map<String, Object> shape = new HashMap<>(Map.of("field", field, "message", message));
            if (code != null) {
                shape.put("code", code);
            }
            return shape;
        }
    }
}
