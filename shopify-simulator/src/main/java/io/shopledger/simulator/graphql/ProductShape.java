package io.shopledger.simulator.graphql;

import io.shopledger.simulator.truth.Entity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Products, variants and media as GraphQL shows them. */
final class ProductShape {
    private final Lookup lookup;

    ProductShape(Lookup lookup) {
        this.lookup = lookup;
    }

    Map<String, @Nullable Object> product(Entity entity) {
        return product(entity.whole());
    }

    Map<String, @Nullable Object> product(JsonNode body) {
        JsonNode variants = body.get("variants");
        JsonNode media = body.get("media");
        long total = 0;
        for (JsonNode variant : variants) {
            total += variant.get("inventory_quantity").asLong();
        }
        return Shape.identified("Product", body)
                .same("template_suffix")
                .words("title", "vendor", "product_type", "handle")
                .put("descriptionHtml", body.get("body_html").asString(""))
                .put("status", Shape.upper(body.get("status")))
                .put("tags", Shape.list(body.get("tags")))
                .times("published_at", "created_at", "updated_at")
                .put(
                        "hasVariantsThatRequiresComponents",
                        body.get("has_variants_that_requires_components").asBoolean())
                .put("category", category(body.get("category")))
                .put("seo", seo(body.get("seo")))
                .put("options", Shape.each(body.get("options"), ProductShape::option))
                .put("variants", new Children(variants, variant -> variant(variant, body)))
                .put("media", new Children(media, ProductShape::media))
                .put("totalInventory", total)
                .put("variantsCount", Map.of("count", variants.size(), "precision", "EXACT"))
                .put("mediaCount", Map.of("count", media.size(), "precision", "EXACT"))
                .fields();
    }

    Map<String, @Nullable Object> variant(JsonNode variant, JsonNode product) {
        String title = variant.get("title").asString();
        return Shape.identified("ProductVariant", variant)
                .same("sku", "barcode", "compare_at_price")
                .words("title", "price")
                .put("displayName", product.get("title").asString() + " - " + title)
                .put("position", variant.get("position").asInt())
                .flags("taxable")
                .put("inventoryPolicy", Shape.upper(variant.get("inventory_policy")))
                .times("created_at", "updated_at")
                .put("selectedOptions", selected(variant, product))
                .later(
                        "inventoryItem",
                        () -> lookup.item(variant.get("inventory_item_id").asLong()))
                .put("inventoryQuantity", variant.get("inventory_quantity").asInt())
                .put("media", new Children(shownBy(variant.get("id").asLong(), product), ProductShape::media))
                .later("product", () -> product(product))
                .fields();
    }

    private static List<JsonNode> shownBy(long variant, JsonNode product) {
        List<JsonNode> shown = new ArrayList<>();
        for (JsonNode media : product.get("media")) {
            media.get("variant_ids").forEach(id -> {
                if (id.asLong() == variant) {
                    shown.add(media);
                }
            });
        }
        return shown;
    }

    private static @Nullable Map<String, @Nullable Object> category(JsonNode category) {
        if (category.isNull()) {
            return null;
        }
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put(Shape.TYPE, "TaxonomyCategory");
        shown.put("id", category.get("admin_graphql_api_id").asString());
        shown.put("name", category.get("name").asString());
        shown.put("fullName", category.get("full_name").asString());
        return shown;
    }

    private static Map<String, @Nullable Object> seo(@Nullable JsonNode seo) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("title", seo == null ? null : Shape.text(seo.get("title")));
        shown.put("description", seo == null ? null : Shape.text(seo.get("description")));
        return shown;
    }

    static Map<String, @Nullable Object> media(JsonNode media) {
        JsonNode preview = media.get("preview_image");
        long id = media.get("id").asLong();
        Map<String, @Nullable Object> image = new LinkedHashMap<>();
        image.put("id", Gid.of("ImageSource", id + 1));
        image.put("url", preview.get("src").asString());
        image.put("width", preview.get("width").asInt());
        image.put("height", preview.get("height").asInt());
        image.put("altText", Shape.text(media.get("alt")));
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("image", image);
        shown.put("status", preview.get("status").asString());
        return Shape.identified("MediaImage", media)
                .same("alt", "media_content_type", "status")
                .times("created_at", "updated_at")
                .put("preview", shown)
                .put("image", image)
                .fields();
    }

    private static Map<String, @Nullable Object> option(JsonNode option) {
        return new Shape("ProductOption", option)
                .put("id", Gid.of("ProductOption", option.get("id").asLong()))
                .words("name")
                .put("position", option.get("position").asInt())
                .put("values", Shape.each(option.get("values"), JsonNode::asString))
                .fields();
    }

    private static List<Map<String, String>> selected(JsonNode variant, JsonNode product) {
        List<Map<String, String>> selected = new ArrayList<>();
        for (JsonNode option : product.get("options")) {
            JsonNode value = variant.get("option" + option.get("position").asInt());
            if (!value.isNull()) {
                selected.add(Map.of("name", option.get("name").asString(), "value", value.asString()));
            }
        }
        return selected;
    }
}
