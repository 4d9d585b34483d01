package io.shopledger.shopify.write;

import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.Call;
import io.shopledger.write.NewProduct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A new product as productSet takes it. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/productSet">productSet</a>.
 */
final class ProductSet {
    static final String PURPOSE = "product-writes";

    private ProductSet() {}

    static Call call(NewProduct product) {
        return Call.of("product-set", Priority.PEOPLE, PURPOSE)
                .with("identifier", identifier(product))
                .with("input", input(product));
    }

    static Call readBack(NewProduct product) {
        return Call.of("product-by-identifier", Priority.PEOPLE, PURPOSE).with("identifier", identifier(product));
    }

    private static Map<String, Object> identifier(NewProduct product) {
        return Map.of("handle", product.handle());
    }

    private static Map<String, Object> input(NewProduct product) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("title", product.title());
        input.put("handle", product.handle());
        put(input, "descriptionHtml", product.bodyHtml());
        put(input, "vendor", product.vendor());
        put(input, "productType", product.productType());
        put(input, "status", product.status());
        if (!product.tags().isEmpty()) {
            input.put("tags", product.tags());
        }
        // A product without options has this one, by Shopify's own convention.
        input.put(
                "productOptions", List.of(Map.of("name", "Title", "values", List.of(Map.of("name", "Default Title")))));
        Map<String, Object> variant = new LinkedHashMap<>();
        variant.put("optionValues", List.of(Map.of("optionName", "Title", "name", "Default Title")));
        put(variant, "price", product.price());
        put(variant, "compareAtPrice", product.compareAtPrice());
        put(variant, "sku", product.sku());
        input.put("variants", List.of(variant));
        return input;
    }

    private static void put(Map<String, Object> input, String field, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            input.put(field, value);
        }
    }
}
