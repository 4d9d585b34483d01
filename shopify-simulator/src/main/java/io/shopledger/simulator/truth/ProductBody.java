package io.shopledger.simulator.truth;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shape of a product in webhooks of API version 2026-07
 * (https://shopify.dev/docs/api/webhooks/2026-07?reference=toml). A body here has all its variants until it is cut.
 */
final class ProductBody {
    /** A webhook shows no more in full. */
    static final int SHOWN_VARIANTS = 100;

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private ProductBody() {}

    static ObjectNode create(long id, String title, String now) {
        ObjectNode product = PackedJson.JSON.createObjectNode();
        product.put("admin_graphql_api_id", "gid://shopify/Product/" + id).put("body_html", "");
        product.put("created_at", now)
                .put("handle", handle(title))
                .put("id", id)
                .put("product_type", "");
        product.put("published_at", now).putNull("template_suffix").put("title", title);
        product.put("updated_at", now).put("vendor", "").put("status", "active").put("published_scope", "global");
        product.put("tags", "");
        for (String list : List.of("variants", "options", "images")) {
            product.putArray(list);
        }
        product.putNull("image").putArray("media");
        product.putArray("variant_gids");
        return product.put("has_variants_that_requires_components", false).putNull("category");
    }

    static ObjectNode addVariant(
            ObjectNode product, long id, long item, String price, String now, List<String> values) {
        ObjectNode variant = product.withArray("variants").addObject();
        variant.put("admin_graphql_api_id", "gid://shopify/ProductVariant/" + id)
                .putNull("barcode");
        variant.putNull("compare_at_price").put("created_at", now).put("id", id).put("inventory_policy", "deny");
        variant.put("position", product.get("variants").size()).put("price", price);
        variant.put("product_id", product.get("id").asLong()).put("sku", "").put("taxable", true);
        variant.put("title", "").put("updated_at", now);
        options(variant, values);
        variant.putNull("image_id").put("inventory_item_id", item);
        return variant.put("inventory_quantity", 0).put("old_inventory_quantity", 0);
    }

    static void options(ObjectNode variant, List<String> values) {
        variant.put("title", String.join(" / ", values));
        for (int i = 0; i < 3; i++) {
            variant.put("option" + (i + 1), i < values.size() ? values.get(i) : null);
        }
    }

    static void addOption(ObjectNode product, long id, String name) {
        ObjectNode option = product.withArray("options").addObject();
        option.put("id", id).put("product_id", product.get("id").asLong()).put("name", name);
        option.put("position", product.get("options").size()).putArray("values");
    }

    /** An image, as {@code media} and as {@code images} tell of it. */
    static void addMedia(ObjectNode product, long id, @Nullable String alt, String source, String now) {
        long owner = product.get("id").asLong();
        int position = product.get("media").size() + 1;
        ObjectNode media = product.withArray("media").addObject();
        media.put("id", id).put("product_id", owner).put("position", position);
        media.put("created_at", now)
                .put("updated_at", now)
                .put("alt", alt == null ? "" : alt)
                .put("status", "READY");
        media.put("media_content_type", "IMAGE");
        media.putObject("preview_image")
                .put("width", 1200)
                .put("height", 900)
                .put("src", source)
                .put("status", "READY");
        media.putArray("variant_ids");
        media.put("admin_graphql_api_id", "gid://shopify/MediaImage/" + id);
    }

    /** Brings what follows from the rest in line with it: positions, option values, images, the list of variants. */
    static ObjectNode settle(ObjectNode product) {
        ArrayNode variants = product.withArray("variants");
        position(variants);
        position(product.withArray("options"));
        position(product.withArray("media"));
        for (JsonNode option : product.get("options")) {
            Set<String> values = new LinkedHashSet<>();
            for (JsonNode variant : variants) {
                JsonNode value = variant.get("option" + option.get("position").asInt());
                if (!value.isNull()) {
                    values.add(value.asString());
                }
            }
            ArrayNode list = ((ObjectNode) option).putArray("values");
            values.forEach(list::add);
        }
        shownByVariants(product);
        images(product);
        ArrayNode gids = product.putArray("variant_gids");
        for (JsonNode variant : variants) {
            Instant updated =
                    OffsetDateTime.parse(variant.get("updated_at").asString()).toInstant();
            gids.addObject()
                    .put(
                            "admin_graphql_api_id",
                            variant.get("admin_graphql_api_id").asString())
                    .put("updated_at", MILLIS.format(updated));
        }
        return product;
    }

    /** A variant that is gone shows nothing; a picture that is gone is shown by none. */
    private static void shownByVariants(ObjectNode product) {
        Map<Long, ObjectNode> byId = new HashMap<>();
        variants(product).forEach(variant -> byId.put(variant.get("id").asLong(), variant.putNull("image_id")));
        for (JsonNode media : product.get("media")) {
            List<Long> there = new ArrayList<>();
            media.get("variant_ids").forEach(id -> there.add(id.asLong()));
            ArrayNode left = ((ObjectNode) media).putArray("variant_ids");
            for (long id : there) {
                ObjectNode variant = byId.get(id);
                if (variant != null) {
                    left.add(id);
                    variant.put("image_id", media.get("id").asLong() + 1);
                }
            }
        }
    }

    /** The variant shows this picture as its own, and no other. */
    static void show(ObjectNode product, JsonNode picture, long variant) {
        for (JsonNode media : product.get("media")) {
            ArrayNode shown = (ArrayNode) media.get("variant_ids");
            for (int i = shown.size() - 1; i >= 0; i--) {
                if (shown.get(i).asLong() == variant) {
                    shown.remove(i);
                }
            }
        }
        ((ArrayNode) picture.get("variant_ids")).add(variant);
    }

    /** Takes out of the body what a webhook does not show: further variants, and what search engines are shown. */
    static @Nullable ObjectNode cut(ObjectNode product) {
        ArrayNode variants = product.withArray("variants");
        JsonNode seo = product.remove("seo");
        if (variants.size() <= SHOWN_VARIANTS && seo == null) {
            return null;
        }
        ObjectNode more = PackedJson.JSON.createObjectNode();
        if (seo != null) {
            more.set("seo", seo);
        }
        ArrayNode rest = more.putArray("variants");
        while (variants.size() > SHOWN_VARIANTS) {
            rest.add(variants.remove(SHOWN_VARIANTS));
        }
        return more;
    }

    static List<ObjectNode> variants(ObjectNode product) {
        List<ObjectNode> variants = new ArrayList<>();
        product.get("variants").forEach(variant -> variants.add((ObjectNode) variant));
        return variants;
    }

    static String handle(String title) {
        String handle = title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return handle.isEmpty() ? "product" : handle;
    }

    private static void position(ArrayNode list) {
        for (int i = 0; i < list.size(); i++) {
            ((ObjectNode) list.get(i)).put("position", i + 1);
        }
    }

    private static void images(ObjectNode product) {
        ArrayNode images = product.putArray("images");
        for (JsonNode media : product.get("media")) {
            JsonNode preview = media.get("preview_image");
            ObjectNode image = images.addObject();
            long id = media.get("id").asLong() + 1;
            image.put("id", id).put("product_id", product.get("id").asLong());
            image.put("position", media.get("position").asInt());
            image.put("created_at", media.get("created_at").asString());
            image.put("updated_at", media.get("updated_at").asString());
            image.put(
                    "alt",
                    media.get("alt").asString().isEmpty()
                            ? null
                            : media.get("alt").asString());
            image.put("width", preview.get("width").asInt())
                    .put("height", preview.get("height").asInt());
            image.put("src", preview.get("src").asString()).putArray("variant_ids");
            image.put("admin_graphql_api_id", "gid://shopify/ProductImage/" + id);
        }
        product.set(
                "image",
                images.isEmpty() ? PackedJson.JSON.nullNode() : images.get(0).deepCopy());
    }

    /** Puts it into a category of Shopify's taxonomy. */
    static void categorize(ObjectNode product, Random random) {
        List<String> names = List.of("Mugs", "Shirts", "Hats");
        int place = random.nextInt(names.size());
        product.putObject("category")
                .put("admin_graphql_api_id", "gid://shopify/TaxonomyCategory/hg-" + place)
                .put("name", names.get(place))
                .put("full_name", "Home & Garden > " + names.get(place));
    }
}
