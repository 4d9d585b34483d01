package io.shopledger.query.product;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import io.shopledger.RecordFields;
import io.shopledger.product.MediaVariants;
import io.shopledger.product.ProductMedia;
import io.shopledger.product.ProductOption;
import io.shopledger.product.ProductRecord;
import io.shopledger.product.ProductVariant;
import io.shopledger.query.entity.Fields;
import io.shopledger.query.entity.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A product's fields as Shopify's webhook writes them. See
 * <a href="https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-products/update">products/update</a>.
 */
public final class ProductForm implements Form<ProductRecord> {
    public static final ProductForm FORM = new ProductForm();

    /** Shopify's webhooks name as many of a variant's option values. */
    private static final int OPTIONS_NAMED = 3;

    private ProductForm() {}

    @Override
    public RecordFields<ProductRecord> fields() {
        return ProductRecord.FIELDS;
    }

    @Override
    public void put(ObjectNode out, String field, @Nullable Object value, Class<?> type) {
        switch (field) {
            case "status" -> out.put(field, Fields.lower(value));
            case "tags" -> out.put(field, Fields.joined(value));
            case "options" -> items(out, field, sorted(value, ProductOption.class, ProductOption::position));
            case "variants" -> items(out, field, sorted(value, ProductVariant.class, ProductVariant::position));
            case "media" -> {
                List<ProductMedia> media = sorted(value, ProductMedia.class, ProductMedia::position);
                items(out, field, media);
                images(out, media);
            }
            case "category_id" -> part(out, "category", "admin_graphql_api_id", value);
            case "category_name" -> part(out, "category", "name", value);
            case "category_full_name" -> part(out, "category", "full_name", value);
            case "seo_title" -> part(out, "seo", "title", value);
            case "seo_description" -> part(out, "seo", "description", value);
            case "media_variants" -> mediaVariants(out, field, value);
            default -> Fields.put(out, field, value);
        }
    }

    @Override
    public @Nullable Long idOf(Object item) {
        if (item instanceof ProductVariant variant) {
            return variant.id();
        }
        if (item instanceof ProductOption option) {
            return option.id();
        }
        if (item instanceof MediaVariants shown) {
            return shown.id();
        }
        return item instanceof ProductMedia media ? media.id() : null;
    }

    @Override
    public ObjectNode item(Object item) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        if (item instanceof MediaVariants shown) {
            out.put("id", shown.id());
            ArrayNode variants = out.putArray("variant_ids");
            shown.variantIds().forEach(variants::add);
        } else if (item instanceof ProductVariant variant) {
            variant(out, variant);
        } else if (item instanceof ProductOption option) {
            out.put("id", option.id());
            out.put("name", option.name());
            out.put("position", option.position());
            Fields.put(out, "values", option.values());
        } else if (item instanceof ProductMedia media) {
            out.put("id", media.id());
            out.put("position", media.position());
            out.put("alt", media.alt());
            out.put("media_content_type", media.mediaContentType());
            out.put("status", media.status());
            picture(out.putObject("preview_image"), media);
        } else {
            throw new IllegalStateException("No form is known for a " + item.getClass());
        }
        return out;
    }

    private static void variant(ObjectNode out, ProductVariant variant) {
        out.put("id", variant.id());
        out.put("admin_graphql_api_id", "gid://shopify/ProductVariant/" + variant.id());
        out.put("title", variant.title());
        Fields.put(out, "price", variant.price());
        Fields.put(out, "compare_at_price", variant.compareAtPrice());
        out.put("sku", variant.sku());
        out.put("barcode", variant.barcode());
        out.put("position", variant.position());
        out.put("taxable", variant.taxable());
        out.put("inventory_policy", Fields.lower(variant.inventoryPolicy()));
        out.put("inventory_item_id", variant.inventoryItemId());
        Fields.put(out, "created_at", variant.createdAt());
        for (int i = 0; i < OPTIONS_NAMED; i++) {
            List<String> values = variant.optionValues();
            out.put("option" + (i + 1), i < values.size() ? values.get(i) : null);
        }
    }

    /** Without ids: Shopify numbers a product's images otherwise than its media, and only the latter are told to us. */
    private static void images(ObjectNode out, List<ProductMedia> media) {
        ArrayNode images = out.putArray("images");
        for (ProductMedia item : media) {
            if ("IMAGE".equals(item.mediaContentType()) && item.src() != null) {
                ObjectNode image = images.addObject();
                image.put("position", images.size());
                image.put("alt", item.alt());
                picture(image, item);
            }
        }
    }

    private static void picture(ObjectNode out, ProductMedia media) {
        out.put("width", media.width());
        out.put("height", media.height());
        out.put("src", media.src());
    }

    private void items(ObjectNode out, String field, List<?> items) {
        ArrayNode all = out.putArray(field);
        items.forEach(item -> all.add(item(item)));
    }

    private static <T> List<T> sorted(@Nullable Object items, Class<T> type, Function<T, @Nullable Long> position) {
        return items == null
                ? List.of()
                : ((List<?>) items)
                        .stream()
                                .map(type::cast)
                                .sorted(comparing(position, nullsLast(naturalOrder())))
                                .toList();
    }

    /** One part of an object; null as long as all its parts are absent. */
    private static void part(ObjectNode out, String object, String part, @Nullable Object value) {
        if (value == null && !(out.get(object) instanceof ObjectNode)) {
            out.putNull(object);
            return;
        }
        ObjectNode whole = out.get(object) instanceof ObjectNode known ? known : out.putObject(object);
        Fields.put(whole, part, value);
    }

    /** In the pictures themselves, where they are shown. */
    private void mediaVariants(ObjectNode out, String field, @Nullable Object value) {
        List<?> items = value == null ? List.of() : (List<?>) value;
        if (!(out.get("media") instanceof ArrayNode media)) {
            items(out, field, items);
            return;
        }
        Map<Long, ObjectNode> byId = new HashMap<>();
        media.forEach(one -> {
            ((ObjectNode) one).putArray("variant_ids");
            byId.put(one.get("id").asLong(), (ObjectNode) one);
        });
        items.forEach(item -> {
            ObjectNode shown = item(item);
            ObjectNode picture = byId.get(shown.get("id").asLong());
            if (picture != null) {
                picture.setAll(shown);
            }
        });
    }
}
