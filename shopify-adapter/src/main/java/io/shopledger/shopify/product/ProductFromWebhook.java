package io.shopledger.shopify.product;

import io.shopledger.product.MediaVariants;
import io.shopledger.product.ProductMedia;
import io.shopledger.product.ProductOption;
import io.shopledger.product.ProductRecord;
import io.shopledger.product.ProductVariant;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Misread;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A product's record from the body of a {@code products/*} webhook. A key that is not there is unknown; a key that is null
 * is absent. See <a href="https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-products/update">
 * products/update</a>.
 */
public final class ProductFromWebhook {
    /** Shopify shows the first 100 variants in full, and names all of them in {@code variant_gids}. */
    private static final int SHOWN = 100;

    /** Without these a variant is not told; one that Shopify shows in full has them all. */
    private static final List<String> OF_A_VARIANT = List.of(
            "title",
            "sku",
            "barcode",
            "price",
            "compare_at_price",
            "position",
            "taxable",
            "inventory_policy",
            "inventory_item_id",
            "created_at",
            "option1");

    /** Our fields that stand in another one of the webhook. */
    private static final Map<String, String> OTHER_KEY = Map.of(
            "category_id", "category",
            "category_name", "category",
            "category_full_name", "category",
            "media_variants", "media");

    private ProductFromWebhook() {}

    public static ProductRecord record(JsonObject body) {
        Set<String> unknown = unknown(body);
        JsonObject category = body.object("category");
        ProductRecord told = new ProductRecord(
                ProductRecord.MAPPING,
                unknown,
                body.text("title"),
                body.text("body_html"),
                body.text("vendor"),
                body.text("product_type"),
                body.text("handle"),
                body.word("status"),
                body.time("created_at"),
                body.time("published_at"),
                body.text("template_suffix"),
                body.texts("tags"),
                unknown.contains("options") ? List.of() : body.each("options", ProductFromWebhook::option),
                unknown.contains("variants") ? List.of() : body.each("variants", ProductFromWebhook::variant),
                body.each("media", ProductFromWebhook::media),
                category == null ? null : category.text("admin_graphql_api_id"),
                category == null ? null : category.text("name"),
                category == null ? null : category.text("full_name"),
                body.text("published_scope"),
                null, // what search engines are shown GraphQL alone tells
                null,
                unknown.contains("media_variants") ? List.of() : mediaVariants(body));
        return Misread.without(told, body, field -> OTHER_KEY.getOrDefault(field, field));
    }

    private static List<MediaVariants> mediaVariants(JsonObject body) {
        return body.each("media", media -> new MediaVariants(media.id("id"), media.numbers("variant_ids"))).stream()
                .filter(shown -> !shown.variantIds().isEmpty())
                .toList();
    }

    /** @return whether the body shows fewer variants than there are, or not all of what is told of a variant */
    public static boolean isPartial(JsonObject body) {
        if (!body.has("variants")) {
            return body.has("variant_gids")
                    && !body.each("variant_gids", gid -> gid).isEmpty();
        }
        List<JsonObject> shown = body.each("variants", variant -> variant);
        boolean shownInPart =
                shown.stream().anyMatch(variant -> !OF_A_VARIANT.stream().allMatch(variant::has));
        for (String all : List.of("variant_gids", "variant_ids")) { // the later and the earlier name
            if (body.get(all) != null) {
                return shownInPart || shown.size() < body.each(all, id -> id).size();
            }
        }
        return shownInPart || shown.size() == SHOWN;
    }

    private static Set<String> unknown(JsonObject body) {
        Set<String> unknown = new TreeSet<>();
        for (String field : ProductRecord.FIELDS.entityFields()) {
            if (!body.has(OTHER_KEY.getOrDefault(field, field))) {
                unknown.add(field); // payloads older than 2024 have images and no media
            }
        }
        unknown.addAll(List.of("seo_title", "seo_description"));
        if (body.each("media", media -> media.has("variant_ids")).contains(false)) {
            unknown.add("media_variants");
        }
        if (isPartial(body)) {
            unknown.add("variants");
        }
        if (body.each("options", option -> option.get("id") == null).contains(true)) {
            unknown.add("options"); // as in payloads of 2011
        }
        return unknown;
    }

    private static ProductOption option(JsonObject option) {
        return new ProductOption(
                option.id("id"), option.text("name"), option.number("position"), option.texts("values"));
    }

    private static ProductVariant variant(JsonObject variant) {
        return new ProductVariant(
                variant.id("id"),
                variant.text("title"),
                variant.text("sku"),
                variant.text("barcode"),
                variant.amount("price"),
                variant.amount("compare_at_price"),
                variant.number("position"),
                variant.flag("taxable"),
                variant.word("inventory_policy"),
                variant.number("inventory_item_id"),
                variant.time("created_at"),
                Stream.of("option1", "option2", "option3")
                        .map(variant::text)
                        .flatMap(Stream::ofNullable)
                        .toList());
    }

    private static ProductMedia media(JsonObject media) {
        JsonObject preview = media.object("preview_image");
        return new ProductMedia(
                media.id("id"),
                media.number("position"),
                media.text("alt"),
                media.word("media_content_type"),
                media.word("status"),
                preview == null ? null : preview.text("src"),
                preview == null ? null : preview.number("width"),
                preview == null ? null : preview.number("height"));
    }
}
