package io.shopledger.simulator.truth;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/** What the store sells: the same number is always the same product, at the same price. */
final class Catalogue {
    private static final long FIRST_PRODUCT = 8_200_000_000_000L;
    private static final long FIRST_VARIANT = 44_300_000_000_000L;
    private static final List<String> KINDS =
            List.of("Classic", "Café", "Übergroß", "Slim", "夏の", "Recycled", "Deluxe");
    private static final List<String> THINGS =
            List.of("T-Shirt", "Mug", "Lounger", "Tea 茶", "Notebook", "Lamp", "Jeans", "Crème", "Poster 18\" × 24\"");
    private static final List<String> SIZES = List.of("S", "M", "L", "XL / Rød");

    private final long seed;
    private final int products;

    Catalogue(long seed, int products) {
        this.seed = seed;
        this.products = products;
    }

    /** A line for some of one product; a store without products sells by hand-written lines. */
    ObjectNode line(Moment at, Currencies currencies) {
        boolean written = products == 0 || at.chance(0.03);
        int number = products == 0 ? 0 : at.random().nextInt(products);
        Random own = new Random(seed * 7_919 + number);
        own.nextInt();
        String title = "%s %s %d"
                .formatted(KINDS.get(own.nextInt(KINDS.size())), THINGS.get(own.nextInt(THINGS.size())), number + 1);
        Amount price = currencies.amount(own.nextInt(24_000) + 199);
        int grams = own.nextInt(40) * 50;
        boolean sized = own.nextBoolean();
        int size = sized ? at.random().nextInt(SIZES.size()) : 0;
        String variant = sized ? SIZES.get(size) : null;
        long quantity = at.chance(0.6) ? 1 : at.between(2, 5);

        ObjectNode line = PackedJson.JSON.createObjectNode();
        long id = at.ids().next();
        line.put("id", id).put("admin_graphql_api_id", "gid://shopify/LineItem/" + id);
        line.putArray("attributed_staffs");
        line.put("current_quantity", quantity).put("fulfillable_quantity", quantity);
        line.put("fulfillment_service", "manual").putNull("fulfillment_status");
        line.put("gift_card", false).put("grams", grams);
        line.put("name", variant == null ? title : title + " - " + variant);
        currencies.put(line, "price", price);
        line.put("product_exists", !written);
        line.put("product_id", written ? null : (Long) (FIRST_PRODUCT + number * 32_768L));
        line.putArray("properties");
        line.put("quantity", quantity).put("requires_shipping", grams > 0).putNull("sales_line_item_group_id");
        line.put("sku", written ? null : own.nextInt(9) == 0 ? "" : "SKU-%05d-%d".formatted(number + 1, size));
        line.put("taxable", true).put("title", title);
        currencies.put(line, "total_discount", Amount.ZERO);
        line.put("variant_id", written ? null : (Long) (FIRST_VARIANT + (number * 4L + size) * 32_768L));
        line.put("variant_inventory_management", written ? null : "shopify");
        line.put("variant_title", variant).put("vendor", written ? null : "Ateliér №" + number % 12);
        line.putArray("tax_lines");
        line.putArray("duties");
        line.putArray("discount_allocations");
        if (at.chance(0.15)) {
            line.withArray("properties").addObject().put("name", "Engraving").put("value", "für Zoë ❤ \"42\"");
            line.withArray("properties").addObject().put("name", "_internal").put("value", at.token(8));
        }
        return line;
    }
}
