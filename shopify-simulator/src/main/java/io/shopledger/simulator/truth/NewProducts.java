package io.shopledger.simulator.truth;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/** Makes products such as a store has, with the items and levels of their variants. */
final class NewProducts {
    static final List<String> TAGS = List.of("", "new, summer", "sale", "café, gift", "eco, new, sale", "夏, 限定");
    private static final List<String> STATES = List.of("active", "active", "active", "active", "draft", "archived");
    private static final List<String> COUNTRIES = List.of("CA", "JP", "PL", "FR");

    private NewProducts() {}

    /** @param number from 0: the same one is the same article with the same seed */
    static ObjectNode product(Article article, int number, Random own, Numbers numbers, String now) {
        ObjectNode product = ProductBody.create(numbers.product(), article.title(), now);
        product.put("vendor", article.vendor()).put("product_type", own.nextInt(5) == 0 ? "" : "Goods " + number % 9);
        product.put("tags", TAGS.get(own.nextInt(TAGS.size())));
        String state = STATES.get(own.nextInt(STATES.size()));
        product.put("status", state).put("published_at", state.equals("active") ? now : null);
        if (own.nextBoolean()) {
            product.put("body_html", "<p>Made with ❤ &amp; care – <b>N° %d</b></p>".formatted(number + 1));
        }
        boolean plain = article.variants().equals(List.of(Article.NO_VARIANT));
        ProductBody.addOption(product, numbers.option(0), plain ? "Title" : "Size");
        if (article.colours()) {
            ProductBody.addOption(product, numbers.option(1), "Colour");
        }
        String price = price(article.price());
        String before = own.nextInt(4) == 0 ? price(article.price() + 500) : null;
        for (int i = 0; i < article.variants().size(); i++) {
            String title = article.variants().get(i);
            List<String> values = article.colours() ? List.of(title.split(" / ")) : List.of(title);
            ObjectNode variant =
                    ProductBody.addVariant(product, numbers.variant(i), numbers.item(i), price, now, values);
            variant.put("sku", article.sku(number, i)).put("compare_at_price", before);
            variant.put("barcode", own.nextInt(3) == 0 ? "40%011d".formatted(number * 300L + i) : null);
            variant.put("inventory_policy", own.nextInt(8) == 0 ? "continue" : "deny");
        }
        int images = own.nextInt(3);
        for (int i = 0; i < images; i++) {
            ProductBody.addMedia(
                    product, numbers.media(i), i == 0 ? "Front, vorn, 前" : null, source(number + "-" + i), now);
        }
        if (own.nextInt(3) == 0) {
            ProductBody.categorize(product, own);
        }
        if (own.nextInt(5) == 0) {
            product.putObject("seo").put("title", "Buy N° " + (number + 1)).putNull("description");
        }
        if (images > 0 && own.nextInt(2) == 0) {
            ProductBody.show(product, product.get("media").get(0), numbers.variant(0));
        }
        return ProductBody.settle(product);
    }

    /** The item of one variant. */
    static ObjectNode item(ObjectNode variant, int grams, Random own, String now) {
        long id = variant.get("inventory_item_id").asLong();
        boolean abroad = own.nextInt(4) == 0;
        ObjectNode item = PackedJson.JSON.createObjectNode();
        item.put("id", id)
                .put("sku", variant.get("sku").asString())
                .put("created_at", now)
                .put("updated_at", now);
        item.put("requires_shipping", grams > 0);
        item.put("cost", own.nextInt(3) == 0 ? null : price(own.nextInt(9_000) + 100));
        item.put("country_code_of_origin", abroad ? COUNTRIES.get(own.nextInt(COUNTRIES.size())) : null);
        item.putNull("province_code_of_origin").put("harmonized_system_code", abroad ? "610910" : null);
        item.put("tracked", own.nextInt(20) != 0).putArray("country_harmonized_system_codes");
        item.put("weight_value", grams / 1000.0).put("weight_unit", "kg");
        return item.put("admin_graphql_api_id", "gid://shopify/InventoryItem/" + id);
    }

    static ObjectNode level(long item, long location, long available, String now) {
        ObjectNode level = PackedJson.JSON.createObjectNode();
        level.put("inventory_item_id", item).put("location_id", location).put("available", available);
        level.put("updated_at", now);
        return level.put(
                "admin_graphql_api_id",
                "gid://shopify/InventoryLevel/%d?inventory_item_id=%d"
                        .formatted(Locations.levelNumber(location), item));
    }

    static String price(long minor) {
        return "%d.%02d".formatted(minor / 100, minor % 100);
    }

    static String source(String name) {
        return "https://cdn.shopify.com/s/files/1/0548/3800/files/%s.png?v=1760000000".formatted(name);
    }
}
