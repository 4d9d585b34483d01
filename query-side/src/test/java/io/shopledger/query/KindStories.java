package io.shopledger.query;

import static io.shopledger.query.OrderStory.MONDAY;
import static io.shopledger.query.OrderStory.SEALED;
import static io.shopledger.query.OrderStory.hours;

import io.shopledger.CanonicalRecord;
import io.shopledger.Money;
import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.change.Change;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.customer.CustomerEvent;
import io.shopledger.customer.CustomerEvent.*;
import io.shopledger.customer.CustomerId;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.InventoryItemEvent.*;
import io.shopledger.inventory.InventoryItemId;
import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.inventory.StockLevelEvent.*;
import io.shopledger.inventory.StockLevelEvent.StockLevelDetailsChanged;
import io.shopledger.inventory.StockLevelId;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductEvent.*;
import io.shopledger.product.ProductId;
import io.shopledger.product.ProductMedia;
import io.shopledger.product.ProductOption;
import io.shopledger.product.ProductRecord;
import io.shopledger.product.ProductVariant;
import io.shopledger.stored.StoredJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One of each kind to which everything happens that can happen to it; each ends removed and returned. */
public final class KindStories {
    public static final ProductMedia PICTURE =
            new ProductMedia(71, 1L, "side", "IMAGE", "READY", "https://cdn.example.com/1.jpg", 800L, 600L);

    private KindStories() {}

    public static ProductId product(long store, long id) {
        return new ProductId(new StoreId(store), id);
    }

    public static ProductVariant variant(long id, long position, String title) {
        return new ProductVariant(
                id,
                title,
                "SKU-" + id,
                null,
                new Money("403", null),
                null,
                position,
                true,
                "DENY",
                id + 1,
                MONDAY,
                List.of(title, "red"));
    }

    /** Known but for its template. */
    public static ProductRecord productRecord() {
        return known(
                ProductRecord.class,
                Map.of(
                        "title", "Sun<b>glasses</b>",
                        "body_html", "<p>Dark</p>",
                        "vendor", "Acme",
                        "product_type", "Eyewear",
                        "handle", "sunglasses",
                        "status", "DRAFT",
                        "created_at", MONDAY,
                        "tags", List.of("summer", "dark"),
                        "options", List.of(new ProductOption(61, "Size", 1L, List.of("S", "M"))),
                        "variants", List.of(variant(11, 2, "M"), variant(12, 1, "S"))),
                "template_suffix");
    }

    public static ProductListed listed(ProductId id) {
        return new ProductListed(id, productRecord(), hours(0));
    }

    public static List<ProductEvent> whole(ProductId id) {
        return List.of(
                listed(id),
                new ProductDetailsChanged(
                        id,
                        List.of(new DetailChange("title", "Sun<b>glasses</b>", "Shades")),
                        List.of(new ListChange("tags", List.of("dark", "summer"), List.of("x", "y"))),
                        hours(1)),
                new ProductPriceChanged(
                        id,
                        List.of(new PriceChange(
                                11,
                                new Change<>(new Money("403", null), new Money("399.5", null)),
                                new Change<>(null, new Money("403", null)))),
                        hours(2)),
                new ProductVariantsChanged(
                        id,
                        List.of(variant(13, 3, "L")),
                        List.of(variant(12, 1, "S")),
                        List.of(new VariantChange(
                                11,
                                List.of(new DetailChange("sku", "SKU-11", "NEW")),
                                List.of(new ListChange("option_values", List.of("M", "red"), List.of("M", "blue"))))),
                        hours(3)),
                new ProductOptionsChanged(
                        id, List.of(new Change<>(null, new ProductOption(62, "Colour", 2L, List.of("red")))), hours(4)),
                new ProductMediaChanged(id, List.of(new Change<>(null, PICTURE)), List.of(), hours(5)),
                new ProductStatusChanged(id, "DRAFT", "ACTIVE", hours(6)),
                new ProductRemoved(id, "products/delete", hours(7)),
                new ProductReturned(id, hours(8)),
                new ProductLearned(id, learned(productRecord(), "template_suffix", "wide"), hours(9)));
    }

    public static CustomerId customer(long store, long id) {
        return new CustomerId(new StoreId(store), id);
    }

    /** Known but for marketing by text message. */
    public static CustomerRecord customerRecord() {
        return known(
                CustomerRecord.class,
                Map.of(
                        "created_at",
                        MONDAY,
                        "state",
                        "DISABLED",
                        "verified_email",
                        true,
                        "tax_exempt",
                        false,
                        "tags",
                        List.of("vip"),
                        "email_marketing_state",
                        "SUBSCRIBED",
                        "personal",
                        SEALED),
                "sms_marketing_state");
    }

    public static CustomerJoined joined(CustomerId id) {
        return new CustomerJoined(id, customerRecord(), hours(0));
    }

    public static List<CustomerEvent> whole(CustomerId id) {
        return List.of(
                joined(id),
                new CustomerDetailsChanged(
                        id,
                        List.of(new DetailChange("tax_exempt", "false", "true")),
                        List.of(new ListChange("tags", List.of("vip"), List.of("a", "vip"))),
                        hours(1)),
                new CustomerStateChanged(id, "DISABLED", "ENABLED", hours(2)),
                new CustomerConsentChanged(
                        id, List.of(new DetailChange("email_marketing_state", "SUBSCRIBED", "UNSUBSCRIBED")), hours(3)),
                new CustomerPersonalDetailsChanged(
                        id, SEALED, new Sealed("k1", "n2", "c2", "fedcba9876543210"), hours(4)),
                new CustomerRemoved(id, "customers/delete", hours(5)),
                new CustomerReturned(id, hours(6)),
                new CustomerLearned(id, learned(customerRecord(), "sms_marketing_state", "NOT_SUBSCRIBED"), hours(7)),
                new CustomerEvent.CustomerRedacted(id, hours(8)));
    }

    public static InventoryItemId item(long store, long id) {
        return new InventoryItemId(new StoreId(store), id);
    }

    /** Known but for its weight. */
    public static InventoryItemRecord itemRecord() {
        return known(
                InventoryItemRecord.class,
                Map.of(
                        "sku",
                        "SUN-S",
                        "tracked",
                        true,
                        "requires_shipping",
                        true,
                        "created_at",
                        MONDAY,
                        "country_harmonized_system_codes",
                        List.of("CA:621710")),
                "weight");
    }

    public static List<InventoryItemEvent> whole(InventoryItemId id) {
        return List.of(
                new InventoryItemListed(id, itemRecord(), hours(0)),
                new InventoryItemDetailsChanged(
                        id, List.of(new DetailChange("sku", "SUN-S", "SUN-M")), List.of(), hours(1)),
                new InventoryItemCostChanged(id, null, new Money("120", null), hours(2)),
                new InventoryItemRemoved(id, "inventory_items/delete", hours(3)),
                new InventoryItemReturned(id, hours(4)),
                new InventoryItemLearned(id, learned(itemRecord(), "weight", "1.25"), hours(5)));
    }

    public static StockLevelId level(long store, long item, long location) {
        return new StockLevelId(new StoreId(store), item, location);
    }

    public static StockLevelConnected connected(StockLevelId id, long available) {
        return new StockLevelConnected(id, known(StockLevelRecord.class, Map.of("available", available), ""), hours(0));
    }

    public static List<StockLevelEvent> whole(StockLevelId id) {
        return List.of(
                connected(id, 5),
                new StockLevelChanged(id, 5L, 3L, hours(1)),
                new StockLevelDisconnected(id, "inventory_levels/disconnect", hours(2)),
                new StockLevelReconnected(id, hours(3)),
                new StockLevelDetailsChanged(id, List.of(new DetailChange("on_hand", null, "9")), hours(3)),
                new StockLevelLearned(id, known(StockLevelRecord.class, Map.of("available", 7L), ""), hours(4)));
    }

    private static <R extends Record & CanonicalRecord<R>> R known(
            Class<R> type, Map<String, Object> values, String unknown) {
        R blank = StoredJson.MAPPER.readValue("{\"mapping\":1}", type);
        Set<String> told = new TreeSet<>(blank.fields().entityFields());
        told.remove(unknown);
        return blank.with(values).only(told);
    }

    private static <R extends Record & CanonicalRecord<R>> R learned(R record, String field, Object value) {
        return record.with(Map.of(field, value)).only(Set.of(field));
    }
}
