package io.shopledger.query.product;

import io.shopledger.query.list.Beside;
import io.shopledger.query.list.FilterBy;
import io.shopledger.query.list.Listing;
import io.shopledger.query.list.Sort;
import java.util.ArrayList;
import java.util.List;

/** By what products are listed. */
final class ProductListing {
    private static final Beside VARIANTS = new Beside(
            "exists (select from shopify_product_variants v where v.store_id = t.store_id and v.product_id = t.id and %s)",
            "v.product_id", null);

    private static final Beside STOCK = new Beside("""
            exists (select from shopify_product_variants v join shopify_stock_levels l
            on l.store_id = v.store_id and l.item_id = v.inventory_item_id and l.removed_at is null
            where v.store_id = t.store_id and v.product_id = t.id and %s)""", "v.product_id", "inventory");

    static final Listing LISTING = new Listing(
            "products",
            filters(),
            "title, vendor, type, handle and tags, and their variants' SKU and barcode",
            List.of(
                    new Sort("title", "text", true),
                    Sort.CREATED_AT,
                    Sort.UPDATED_AT,
                    new Sort("published_at", "timestamptz", true)));

    private ProductListing() {}

    private static List<FilterBy> filters() {
        List<FilterBy> all = new ArrayList<>(List.of(
                FilterBy.word("status", "only products in this state", "active", "draft", "archived", "unlisted"),
                FilterBy.text("vendor", "only products of this vendor, in its exact words", "Acme"),
                FilterBy.text("product_type", "only products of this type, in its exact words", "Eyewear"),
                FilterBy.text("handle", "only the product with this handle", "sunglasses"),
                FilterBy.exact("tag", "only products with this tag, its case aside", "summer"),
                FilterBy.amount(
                        "price_min",
                        "only products with a variant at this price or more; with price_max, of one variant",
                        "100.00",
                        VARIANTS,
                        "v.price >="),
                FilterBy.amount(
                        "price_max",
                        "only products with a variant at this price or less; with price_min, of one variant",
                        "500.00",
                        VARIANTS,
                        "v.price <="),
                FilterBy.number(
                        "inventory_below",
                        "only products with a variant of which fewer than so many are available at one of its locations",
                        "3",
                        STOCK,
                        "l.available <")));
        all.addAll(FilterBy.times("created_at", "that were created"));
        all.addAll(FilterBy.times("updated_at", "that last changed"));
        all.addAll(FilterBy.times("published_at", "that were published"));
        return all;
    }
}
