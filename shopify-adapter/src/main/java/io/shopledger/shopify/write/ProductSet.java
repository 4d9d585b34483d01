package io.shopledger.shopify.write;

import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.Call;
import io.shopledger.write.NewProduct;
import io.shopledger.write.NewProduct.Medium;
import io.shopledger.write.NewProduct.Variant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A new product as productSet takes it. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/productSet">productSet</a>.
 */
final class ProductSet {
    static final String PURPOSE = "product-writes";

    // A product without options has this one, by Shopify's own convention.
    private static final String NO_OPTION = "Title";
    private static final String NO_VALUE = "Default Title";

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
        List<String> options = product.options().isEmpty() ? List.of(NO_OPTION) : product.options();
        List<Variant> variants = variants(product);
        input.put(
                "productOptions",
                IntStream.range(0, options.size())
                        .mapToObj(place -> Map.of(
                                "name",
                                options.get(place),
                                "values",
                                variants.stream()
                                        .map(variant -> variant.values().get(place))
                                        .distinct()
                                        .map(value -> Map.of("name", value))
                                        .toList()))
                        .toList());
        input.put(
                "variants",
                variants.stream().map(variant -> variant(variant, options)).toList());
        if (!product.media().isEmpty()) {
            input.put("files", product.media().stream().map(ProductSet::medium).toList());
        }
        return input;
    }

    private static List<Variant> variants(NewProduct product) {
        if (product.variants().isEmpty()) {
            return List.of(new Variant(List.of(NO_VALUE), product.price(), product.compareAtPrice(), product.sku()));
        }
        return product.options().isEmpty()
                ? product.variants().stream()
                        .map(only -> new Variant(List.of(NO_VALUE), only.price(), only.compareAtPrice(), only.sku()))
                        .toList()
                : product.variants();
    }

    private static Map<String, Object> variant(Variant variant, List<String> options) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put(
                "optionValues",
                IntStream.range(0, options.size())
                        .mapToObj(place -> Map.of(
                                "optionName",
                                options.get(place),
                                "name",
                                variant.values().get(place)))
                        .toList());
        put(input, "price", variant.price());
        put(input, "compareAtPrice", variant.compareAtPrice());
        put(input, "sku", variant.sku());
        return input;
    }

    private static Map<String, Object> medium(Medium medium) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("originalSource", medium.src());
        put(input, "alt", medium.alt());
        return input;
    }

    /** What is not given stays out. */
    static void put(Map<String, ? super Object> input, String field, @Nullable Object value) {
        if (value != null) {
            input.put(field, value);
        }
    }
}
