package io.shopledger.query.inventory;

import io.shopledger.query.list.Beside;
import io.shopledger.query.list.FilterBy;
import io.shopledger.query.list.Listing;
import io.shopledger.query.list.Sort;
import java.util.ArrayList;
import java.util.List;

/** By what inventory items are listed. */
final class InventoryListing {
    private static final Beside LEVELS = new Beside("""
            exists (select from shopify_stock_levels l
            where l.store_id = t.store_id and l.item_id = t.id and l.removed_at is null and %s)""", null);

    private static final Beside VARIANTS = new Beside(
            "exists (select from shopify_product_variants v where v.store_id = t.store_id and v.inventory_item_id = t.id and %s)",
            "products");

    static final Listing LISTING = new Listing(
            "inventory", filters(), "SKU", List.of(new Sort("sku", "text", true), Sort.CREATED_AT, Sort.UPDATED_AT));

    private InventoryListing() {}

    private static List<FilterBy> filters() {
        List<FilterBy> all = new ArrayList<>(List.of(
                FilterBy.text("sku", "only items with exactly this SKU", "SUN-S"),
                FilterBy.flag("tracked", "only items whose stock Shopify counts, or only others"),
                FilterBy.number(
                        "location_id",
                        "only items that are stocked at the location with this number of Shopify's",
                        "905684977",
                        LEVELS,
                        "l.location_id ="),
                FilterBy.number(
                        "available_below",
                        "only items of which fewer than so many are available at one location; with location_id, at that one",
                        "3",
                        LEVELS,
                        "l.available <"),
                FilterBy.number(
                        "product_id",
                        "only the items of this product's variants",
                        "632910392",
                        VARIANTS,
                        "v.product_id ="),
                FilterBy.number("variant_id", "only the item of this variant", "808950810", VARIANTS, "v.id =")));
        all.addAll(FilterBy.times("created_at", "that were created"));
        all.addAll(FilterBy.times("updated_at", "that last changed"));
        return all;
    }
}
