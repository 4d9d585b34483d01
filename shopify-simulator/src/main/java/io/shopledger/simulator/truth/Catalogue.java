package io.shopledger.simulator.truth;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes an order's lines of what the store sells. */
final class Catalogue {
    private static final int WRITTEN_PRICE = 1_900;

    private Catalogue() {}

    /** @param wares absent for a line that was written by hand */
    static ObjectNode line(@Nullable Wares wares, Moment at, Currencies currencies) {
        boolean written = wares == null;
        Amount price = currencies.amount(written ? at.between(1, 9) * (long) WRITTEN_PRICE : wares.price());
        int grams = written ? 0 : wares.grams();
        String title = written ? "Gravur – engraving" : wares.title();
        String variant = written ? null : wares.variantTitle();
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
        line.put("product_id", written ? null : (Long) wares.productId());
        line.putArray("properties");
        line.put("quantity", quantity).put("requires_shipping", grams > 0).putNull("sales_line_item_group_id");
        line.put("sku", written ? null : wares.sku());
        line.put("taxable", true).put("title", title);
        currencies.put(line, "total_discount", Amount.ZERO);
        line.put("variant_id", written ? null : (Long) wares.variantId());
        line.put("variant_inventory_management", written ? null : "shopify");
        line.put("variant_title", variant).put("vendor", written ? null : wares.vendor());
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
