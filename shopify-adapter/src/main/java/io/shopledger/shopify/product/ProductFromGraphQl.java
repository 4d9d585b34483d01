package io.shopledger.shopify.product;

import io.shopledger.product.MediaVariants;
import io.shopledger.product.ProductMedia;
import io.shopledger.product.ProductOption;
import io.shopledger.product.ProductRecord;
import io.shopledger.product.ProductVariant;
import io.shopledger.shopify.json.Connection;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Selected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A product's record from a node of GraphQL, as the fragment {@code Product} selects it. A field that is not there, or a
 * connection of which a page was not read, is unknown. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/objects/Product">Product</a>.
 */
public final class ProductFromGraphQl {
    /** Our fields whose name in GraphQL is not theirs in camel case. */
    private static final Map<String, String> OTHER_NAME = Map.of(
            "body_html", "descriptionHtml",
            "category_id", "category",
            "category_name", "category",
            "category_full_name", "category",
            "seo_title", "seo",
            "seo_description", "seo",
            "media_variants", "variants");

    private ProductFromGraphQl() {}

    public static ProductRecord record(JsonObject node) {
        Connection variants = Connection.of(node, "variants");
        Connection media = Connection.of(node, "media");
        Set<String> unknown = Selected.unknown(ProductRecord.FIELDS.entityFields(), OTHER_NAME, node);
        unknown.add("published_scope");
        JsonObject category = node.object("category");
        JsonObject seo = node.object("seo");
        boolean picturesTold = variants.nodes().stream().allMatch(variant -> variant.has("media"));
        if (!variants.whole() || !picturesTold) {
            unknown.add("media_variants");
        }
        if (!variants.whole()) {
            unknown.add("variants");
        }
        if (!media.whole()) {
            unknown.add("media");
        }
        return new ProductRecord(
                ProductRecord.MAPPING,
                unknown,
                node.text("title"),
                node.text("descriptionHtml"),
                node.text("vendor"),
                node.text("productType"),
                node.text("handle"),
                node.word("status"),
                node.time("createdAt"),
                node.time("publishedAt"),
                node.text("templateSuffix"),
                node.texts("tags"),
                node.each("options", ProductFromGraphQl::option),
                variants.whole() ? variants.map(ProductFromGraphQl::variant) : List.of(),
                media.whole() ? media(media.nodes()) : List.of(),
                category == null ? null : category.text("id"),
                category == null ? null : category.text("name"),
                category == null ? null : category.text("fullName"),
                null, // the webhook alone tells the scope
                seo == null ? null : seo.text("title"),
                seo == null ? null : seo.text("description"),
                unknown.contains("media_variants") ? List.of() : mediaVariants(variants.nodes()));
    }

    /** GraphQL tells of each variant which picture it shows. */
    private static List<MediaVariants> mediaVariants(List<JsonObject> variants) {
        Map<Long, List<Long>> byMedia = new TreeMap<>();
        for (JsonObject variant : variants) {
            Connection.of(variant, "media").map(shown -> shown.gid("id")).stream()
                    .limit(1)
                    .forEach(media -> byMedia.computeIfAbsent(media, first -> new ArrayList<>())
                            .add(variant.gid("id")));
        }
        return byMedia.entrySet().stream()
                .map(shown -> new MediaVariants(shown.getKey(), shown.getValue()))
                .toList();
    }

    /** @return whether a page of its variants or media was not read */
    public static boolean isPartial(JsonObject node) {
        return !Connection.of(node, "variants").whole()
                || !Connection.of(node, "media").whole();
    }

    private static ProductOption option(JsonObject option) {
        return new ProductOption(
                option.gid("id"), option.text("name"), option.number("position"), option.texts("values"));
    }

    private static ProductVariant variant(JsonObject variant) {
        return new ProductVariant(
                variant.gid("id"),
                variant.text("title"),
                variant.text("sku"),
                variant.text("barcode"),
                variant.amount("price"),
                variant.amount("compareAtPrice"),
                variant.number("position"),
                variant.flag("taxable"),
                variant.word("inventoryPolicy"),
                variant.gidOf("inventoryItem"),
                variant.time("createdAt"),
                variant.each("selectedOptions", option -> option).stream()
                        .map(option -> option.text("value"))
                        .filter(java.util.Objects::nonNull)
                        .toList());
    }

    /** GraphQL tells positions by the order of its list. */
    private static List<ProductMedia> media(List<JsonObject> nodes) {
        List<ProductMedia> all = new ArrayList<>(nodes.size());
        for (JsonObject media : nodes) {
            JsonObject preview = media.object("preview");
            JsonObject image = preview == null ? null : preview.object("image");
            all.add(new ProductMedia(
                    media.gid("id"),
                    all.size() + 1L,
                    media.text("alt"),
                    media.word("mediaContentType"),
                    media.word("status"),
                    image == null ? null : image.text("url"),
                    image == null ? null : image.number("width"),
                    image == null ? null : image.number("height")));
        }
        return all;
    }
}
