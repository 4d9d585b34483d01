package io.shopledger.simulator.truth;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a product what {@code productSet} asks for: what is absent stays, a list that is present replaces the whole list
 * (https://shopify.dev/docs/api/admin-graphql/latest/mutations/productSet).
 */
public final class ProductSet {
    private static final Map<String, String> TEXTS =
            Map.of("title", "title", "vendor", "vendor", "productType", "product_type", "descriptionHtml", "body_html");

    private final Store store;
    private final Products products;
    private final ItemSet items;

    public ProductSet(Store store) {
        this.store = store;
        this.products = new Products(store);
        this.items = new ItemSet(store);
    }

    /**
     * @param known absent for a new product
     * @param input as GraphQL takes it, and checked by {@link ProductSetRules}
     */
    public Entity apply(@Nullable Entity known, JsonNode input) {
        Moment at = store.moment(known);
        ObjectNode product = known == null ? fresh(input, at) : known.whole();
        details(product, input, at);
        if (input.has("productOptions")) {
            options(product, input.get("productOptions"), at);
        }
        if (input.has("variants")) {
            variants(product, input.get("variants"), at);
        } else if (known == null) {
            plainVariant(product, at);
        }
        if (input.has("files")) {
            media(product, input.get("files"), at);
        }
        long id = product.get("id").asLong();
        List<ObjectNode> variants = ProductBody.variants(product);
        if (known == null) {
            products.list(product, variant -> ItemSet.plain(variant, at.text()), at);
        } else {
            products.change(known, product, variant -> ItemSet.plain(variant, at.text()), at);
        }
        if (input.has("variants")) {
            for (int i = 0; i < variants.size(); i++) {
                items.apply(variants.get(i), input.get("variants").get(i), at);
            }
        }
        Entity set = store.shelf(Kind.PRODUCT).find(id);
        if (set == null) {
            throw new IllegalStateException("it is not there");
        }
        return set;
    }

    private static ObjectNode fresh(JsonNode input, Moment at) {
        ObjectNode product =
                ProductBody.create(at.ids().next(), input.get("title").asString(), at.text());
        return product.put("vendor", Shop.NAME);
    }

    private static void details(ObjectNode product, JsonNode input, Moment at) {
        TEXTS.forEach((from, to) -> {
            if (input.has(from)) {
                product.put(to, input.get(from).asString("").strip());
            }
        });
        if (input.has("handle")) {
            product.put("handle", ProductBody.handle(input.get("handle").asString()));
        }
        if (input.has("templateSuffix")) {
            product.set("template_suffix", input.get("templateSuffix"));
        }
        if (input.has("status")) {
            String status = input.get("status").asString().toLowerCase(Locale.ROOT);
            boolean live = status.equals("active");
            product.put("published_at", live ? product.get("published_at").asString(at.text()) : null);
            product.put("status", status);
        }
        if (input.has("tags")) {
            TreeSet<String> tags = new TreeSet<>();
            input.get("tags").forEach(tag -> tags.add(tag.asString().strip()));
            tags.remove("");
            product.put("tags", String.join(", ", tags));
        }
    }

    private static void options(ObjectNode product, JsonNode options, Moment at) {
        JsonNode before = product.get("options").deepCopy();
        product.putArray("options");
        for (JsonNode option : options) {
            String name = option.get("name").asString();
            long id = 0;
            for (JsonNode known : before) {
                id = known.get("name").asString().equals(name) ? known.get("id").asLong() : id;
            }
            ProductBody.addOption(product, id == 0 ? at.ids().next() : id, name);
        }
    }

    private static void plainVariant(ObjectNode product, Moment at) {
        if (product.get("options").isEmpty()) {
            ProductBody.addOption(product, at.ids().next(), "Title");
        }
        ProductBody.addVariant(
                product, at.ids().next(), at.ids().next(), "0.00", at.text(), List.of(Article.NO_VARIANT));
    }

    private static void variants(ObjectNode product, JsonNode wanted, Moment at) {
        List<ObjectNode> before = ProductBody.variants(product);
        ArrayNode list = product.putArray("variants");
        for (JsonNode input : wanted) {
            List<String> values = values(product, input);
            ObjectNode known = match(before, input, values);
            ObjectNode variant;
            if (known == null) {
                variant = ProductBody.addVariant(
                        product, at.ids().next(), at.ids().next(), "0.00", at.text(), values);
            } else {
                before.remove(known);
                variant = known;
                ProductBody.options(variant, values);
                list.add(variant);
            }
            ObjectNode was = variant.deepCopy();
            fill(variant, input);
            if (!was.equals(variant)) {
                variant.put("updated_at", at.text());
            }
        }
    }

    /** Makes a variant what its input asks for; its item is another matter. */
    static void fill(ObjectNode variant, JsonNode input) {
        for (String price : List.of("price", "compareAtPrice")) {
            if (input.has(price)) {
                JsonNode amount = input.get(price);
                variant.put(
                        price.equals("price") ? "price" : "compare_at_price",
                        amount.isNull()
                                ? null
                                : new BigDecimal(amount.asString()).setScale(2).toPlainString());
            }
        }
        JsonNode item = input.get("inventoryItem");
        JsonNode sku = input.has("sku") ? input.get("sku") : item == null ? null : item.get("sku");
        if (sku != null) {
            variant.put("sku", sku.asString(""));
        }
        if (input.has("barcode")) {
            variant.set("barcode", input.get("barcode"));
        }
        if (input.has("taxable")) {
            variant.put("taxable", input.get("taxable").asBoolean());
        }
        if (input.has("inventoryPolicy")) {
            variant.put(
                    "inventory_policy", input.get("inventoryPolicy").asString().toLowerCase(Locale.ROOT));
        }
    }

    private static List<String> values(ObjectNode product, JsonNode input) {
        List<String> values = new ArrayList<>();
        for (JsonNode option : product.get("options")) {
            for (JsonNode value : input.get("optionValues")) {
                JsonNode name = value.get("optionName");
                if (name != null && name.asString().equals(option.get("name").asString())) {
                    values.add(value.get("name").asString());
                }
            }
        }
        return values;
    }

    private static @Nullable ObjectNode match(List<ObjectNode> before, JsonNode input, List<String> values) {
        String id = input.has("id") ? input.get("id").asString() : "";
        for (ObjectNode variant : before) {
            if (variant.get("admin_graphql_api_id").asString().equals(id)) {
                return variant;
            }
        }
        for (ObjectNode variant : before) {
            if (id.isEmpty() && variant.get("title").asString().equals(String.join(" / ", values))) {
                return variant;
            }
        }
        return null;
    }

    private static void media(ObjectNode product, JsonNode files, Moment at) {
        JsonNode before = product.get("media").deepCopy();
        ArrayNode list = product.putArray("media");
        for (JsonNode file : files) {
            String id = file.has("id") ? file.get("id").asString() : "";
            JsonNode kept = null;
            for (JsonNode known : before) {
                kept = known.get("admin_graphql_api_id").asString().equals(id) ? known : kept;
            }
            if (kept != null) {
                list.add(kept);
            } else {
                String alt = file.has("alt") ? file.get("alt").asString("") : null;
                String source =
                        file.has("originalSource") ? file.get("originalSource").asString() : "";
                ProductBody.addMedia(product, at.ids().next(), alt, source, at.text());
            }
        }
    }
}
