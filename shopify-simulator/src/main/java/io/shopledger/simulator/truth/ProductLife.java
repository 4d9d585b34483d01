package io.shopledger.simulator.truth;

import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What happens to products when people work in the store. */
final class ProductLife {
    private static final List<String> TEXTS =
            List.of("", "<p>Now <i>better</i></p>", "<p>„Neu“ — 新着 &amp; frisch</p>", "<ul><li>Cotton</li></ul>");
    private static final int MOST_VARIANTS = 12;
    private static final int NUMBERS = 1_000_000;

    private final Store store;
    private final Products products;

    ProductLife(Store store) {
        this.store = store;
        this.products = new Products(store);
    }

    void create() {
        Moment at = store.moment(null);
        int number = at.random().nextInt(NUMBERS);
        Article article = Article.of(at.random(), number);
        products.list(
                NewProducts.product(article, number, at.random(), Numbers.fresh(at.ids()), at.text()),
                item(article.grams(), at),
                at);
    }

    void remove() {
        products.remove(store.shelf(Kind.PRODUCT).any(store.random()));
    }

    void change() {
        Entity known = store.shelf(Kind.PRODUCT).any(store.random());
        Moment at = store.moment(known);
        ObjectNode product = known.whole();
        List<ObjectNode> variants = ProductBody.variants(product);
        ObjectNode variant = at.oneOf(variants);
        switch (at.random().nextInt(14)) {
            case 0, 1 -> product.put("title", "%s %d".formatted(at.oneOf(Article.THINGS), at.between(1, 99)));
            case 2, 3, 4 -> {
                variant.put("price", NewProducts.price(at.between(199, 24_000)));
                variant.put("updated_at", at.text());
            }
            case 5 -> status(product, at);
            case 6 -> product.put("tags", at.oneOf(NewProducts.TAGS));
            case 7 -> product.put("body_html", at.oneOf(TEXTS));
            case 8 -> addVariant(product, variants, at);
            case 9 -> removeVariant(product, variants, at);
            case 10 -> media(product, at);
            case 11 -> {
                if (product.get("media").isEmpty()) {
                    ProductBody.categorize(product, at.random());
                } else {
                    JsonNode picture = product.get("media")
                            .get(at.random().nextInt(product.get("media").size()));
                    ProductBody.show(product, picture, variant.get("id").asLong());
                }
            }
            case 12 ->
                product.putObject("seo")
                        .put("title", "Buy " + at.token(5))
                        .put("description", at.chance(0.4) ? null : "Günstig – 安い " + at.token(4));
            default -> {
                variant.put("sku", "SKU-" + at.token(6)).put("updated_at", at.text());
                variant.put("inventory_policy", at.chance(0.3) ? "continue" : "deny");
            }
        }
        products.change(known, product, item(0, at), at);
    }

    private static UnaryOperator<ObjectNode> item(int grams, Moment at) {
        return variant -> NewProducts.item(variant, grams, at.random(), at.text());
    }

    private static void status(ObjectNode product, Moment at) {
        String status = at.oneOf(List.of("active", "draft", "archived"));
        product.put("status", status);
        product.put("published_at", status.equals("active") ? at.text() : null);
    }

    private static void addVariant(ObjectNode product, List<ObjectNode> variants, Moment at) {
        ObjectNode first = variants.get(0);
        if (variants.size() >= MOST_VARIANTS || product.get("options").size() != 1) {
            product.put("vendor", "Ateliér №" + at.between(1, 40));
            return;
        }
        if (first.get("title").asString().equals(Article.NO_VARIANT)) {
            ((ObjectNode) product.get("options").get(0)).put("name", "Size");
            ProductBody.options(first, List.of("One"));
            first.put("updated_at", at.text());
        }
        ProductBody.addVariant(
                        product,
                        at.ids().next(),
                        at.ids().next(),
                        first.get("price").asString(),
                        at.text(),
                        List.of("Fit " + at.token(5)))
                .put("sku", "SKU-" + at.token(6));
    }

    private static void removeVariant(ObjectNode product, List<ObjectNode> variants, Moment at) {
        if (variants.size() > 1) {
            ((ArrayNode) product.get("variants")).remove(at.random().nextInt(variants.size()));
        } else {
            product.put("product_type", "Goods " + at.between(1, 30));
        }
    }

    private static void media(ObjectNode product, Moment at) {
        ArrayNode media = product.withArray("media");
        if (!media.isEmpty() && at.chance(0.5)) {
            media.remove(at.random().nextInt(media.size()));
        } else {
            String alt = at.chance(0.5) ? "Detail – 細部" : null;
            ProductBody.addMedia(product, at.ids().next(), alt, NewProducts.source(at.token(12)), at.text());
        }
    }
}
