package io.shopledger.app.migrate;

import java.util.List;

/**
 * What is Shopledger's in a database that may hold other things too.
 *
 * @param schemas each with a table by which it is known to be ours: others may have schemas of these names
 * @param shared tables of the schema {@code public}
 * @param mark a table of {@code public} without which none of those is ours
 */
record OurTables(List<Schema> schemas, List<String> shared, String mark) {
    private static final String SNAPSHOTS = "snapshot_event";

    static final OurTables OF_THE_LEDGER = new OurTables(
            List.of(new Schema("ledger", "flyway_command"), new Schema("access", "flyway_access"), Schema.EVENTS),
            List.of(
                    "shopify_orders",
                    "shopify_order_lines",
                    "shopify_sales",
                    "shopify_product_sales",
                    "shopify_products",
                    "shopify_product_variants",
                    "shopify_customers",
                    "shopify_inventory_items",
                    "shopify_stock_levels",
                    "shopify_syncs",
                    "shopify_product_writes",
                    "token_entry",
                    "dead_letter_entry",
                    "read_generation",
                    "read_installation",
                    "sync_measured",
                    "projection_position",
                    "projection_rebuild",
                    "projection_version",
                    "store_as_of",
                    "contacts_learnt",
                    SNAPSHOTS,
                    "flyway_query"),
            "flyway_query");

    static final OurTables OF_THE_EVENT_STORE = new OurTables(List.of(Schema.EVENTS), List.of(SNAPSHOTS), SNAPSHOTS);

    record Schema(String name, String mark) {
        static final Schema EVENTS = new Schema("events", "domain_event");
    }
}
