package io.shopledger.history;

import io.shopledger.CanonicalRecord;
import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.customer.CustomerCommand.ObserveCustomer;
import io.shopledger.customer.CustomerCommand.ObserveCustomerRemoval;
import io.shopledger.customer.CustomerCommand.RedactCustomer;
import io.shopledger.customer.CustomerId;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.inventory.InventoryItemCommand.ObserveInventoryItem;
import io.shopledger.inventory.InventoryItemCommand.ObserveInventoryItemRemoval;
import io.shopledger.inventory.InventoryItemId;
import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevel;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevelRemoval;
import io.shopledger.inventory.StockLevelId;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.observation.Observation;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.ObserveOrderRemoval;
import io.shopledger.order.OrderCommand.RedactOrder;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import io.shopledger.product.ProductCommand.ObserveProduct;
import io.shopledger.product.ProductCommand.ObserveProductRemoval;
import io.shopledger.product.ProductId;
import io.shopledger.product.ProductRecord;
import io.shopledger.stored.StoredJson;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One kind of thing in a store, and what of it each source tells. Which fields one source alone tells is what the mappers
 * make of whole documents: in shopify-adapter {@code EveryPayloadTest} and the tests of two shapes hold them against this.
 *
 * @param key first part of its streams' keys
 * @param empty a record of which every field is known and nothing is told
 * @param ofReads the fields that no webhook tells
 * @param ofWebhooks the fields that no read tells
 * @param inPart the field that a webhook may show a part of; null where it shows all or nothing
 * @param demand null where it has nothing personal
 */
public record StoreKind<R extends Record & CanonicalRecord<R>>(
        String key,
        R empty,
        Set<String> ofReads,
        Set<String> ofWebhooks,
        @Nullable String inPart,
        Sighting<R> sighting,
        Goodbye goodbye,
        @Nullable Demand demand) {

    /** Makes the observation of an entity as it is. */
    interface Sighting<R> {
        Observation of(
                String stream,
                R record,
                Instant updatedAt,
                @Nullable Instant triggeredAt,
                Origin origin,
                boolean partial);
    }

    /** Makes the observation that an entity is gone. */
    interface Goodbye {
        Observation of(String stream, String evidence, @Nullable Instant triggeredAt, Origin origin);
    }

    /** Makes the observation that what is personal of it is to be erased. */
    interface Demand {
        Observation of(String stream, @Nullable Instant triggeredAt, Origin origin);
    }

    public static final StoreKind<ProductRecord> PRODUCT = new StoreKind<>(
            "product",
            empty(ProductRecord.class, ProductRecord.MAPPING),
            Set.of("seo_title", "seo_description"),
            Set.of("published_scope"),
            "variants",
            (stream, record, at, triggered, origin, partial) ->
                    new ObserveProduct(ProductId.parse(stream), record, at, triggered, origin, partial),
            (stream, evidence, triggered, origin) ->
                    new ObserveProductRemoval(ProductId.parse(stream), evidence, triggered, origin),
            null);

    public static final StoreKind<OrderRecord> ORDER = new StoreKind<>(
            "order",
            empty(OrderRecord.class, OrderRecord.MAPPING),
            Set.of("transactions", "returns", "risk_recommendation", "risk_assessments", "channel", "channel_name"),
            Set.of("discount_code_amounts", "line_handling", "parcel_services", "browsing"),
            null,
            (stream, record, at, triggered, origin, partial) ->
                    new ObserveOrder(OrderId.parse(stream), record, at, triggered, origin),
            (stream, evidence, triggered, origin) ->
                    new ObserveOrderRemoval(OrderId.parse(stream), evidence, triggered, origin),
            (stream, triggered, origin) -> new RedactOrder(OrderId.parse(stream), triggered, origin));

    public static final StoreKind<CustomerRecord> CUSTOMER = new StoreKind<>(
            "customer",
            empty(CustomerRecord.class, CustomerRecord.MAPPING),
            Set.of(
                    "tags",
                    "locale",
                    "email_marketing_state",
                    "email_marketing_opt_in_level",
                    "email_marketing_updated_at",
                    "sms_marketing_state",
                    "sms_marketing_opt_in_level",
                    "sms_marketing_updated_at",
                    "sms_marketing_collected_from"),
            Set.of(),
            null,
            (stream, record, at, triggered, origin, partial) ->
                    new ObserveCustomer(CustomerId.parse(stream), record, at, triggered, origin),
            (stream, evidence, triggered, origin) ->
                    new ObserveCustomerRemoval(CustomerId.parse(stream), evidence, triggered, origin),
            (stream, triggered, origin) -> new RedactCustomer(CustomerId.parse(stream), triggered, origin));

    public static final StoreKind<InventoryItemRecord> ITEM = new StoreKind<>(
            "item",
            empty(InventoryItemRecord.class, InventoryItemRecord.MAPPING),
            Set.of(),
            Set.of(),
            null,
            (stream, record, at, triggered, origin, partial) ->
                    new ObserveInventoryItem(InventoryItemId.parse(stream), record, at, triggered, origin),
            (stream, evidence, triggered, origin) ->
                    new ObserveInventoryItemRemoval(InventoryItemId.parse(stream), evidence, triggered, origin),
            null);

    public static final StoreKind<StockLevelRecord> STOCK = new StoreKind<>(
            "stock",
            empty(StockLevelRecord.class, StockLevelRecord.MAPPING),
            Set.of(
                    "on_hand",
                    "committed",
                    "incoming",
                    "reserved",
                    "damaged",
                    "safety_stock",
                    "quality_control",
                    "location_name"),
            Set.of(),
            null,
            (stream, record, at, triggered, origin, partial) ->
                    new ObserveStockLevel(StockLevelId.parse(stream), record, at, triggered, origin),
            (stream, evidence, triggered, origin) ->
                    new ObserveStockLevelRemoval(StockLevelId.parse(stream), evidence, triggered, origin),
            null);

    static final List<StoreKind<?>> ALL = List.of(PRODUCT, ORDER, CUSTOMER, ITEM, STOCK);

    private static <R extends Record> R empty(Class<R> type, int mapping) {
        return StoredJson.MAPPER.readValue("{\"mapping\":%d}".formatted(mapping), type);
    }

    List<String> fields() {
        return empty.fields().entityFields();
    }

    Set<String> toldByWebhooks() {
        return without(ofReads);
    }

    Set<String> toldByReads() {
        return without(ofWebhooks);
    }

    private Set<String> without(Set<String> untold) {
        Set<String> those = new TreeSet<>(fields());
        those.removeAll(untold);
        return those;
    }

    boolean isSealed(String field) {
        return empty.fields().type(field) == Sealed.class;
    }
}
