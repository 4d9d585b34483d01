package io.shopledger.history;

import io.shopledger.CanonicalRecord;
import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.customer.CustomerCommand.ObserveCustomer;
import io.shopledger.customer.CustomerCommand.ObserveCustomerRemoval;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One kind of thing in a store, and what of it each source tells.
 *
 * @param key first part of its streams' keys
 * @param empty a record of which every field is known and nothing is told
 * @param inPart the field that a webhook may show a part of; null where it shows all or nothing
 */
public record StoreKind<R extends Record & CanonicalRecord<R>>(
        String key,
        R empty,
        Predicate<String> toldByWebhooks,
        Predicate<String> toldByReads,
        @Nullable String inPart,
        Sighting<R> sighting,
        Goodbye goodbye) {

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

    static final StoreKind<ProductRecord> PRODUCT = new StoreKind<>(
            "product",
            empty(ProductRecord.class, ProductRecord.MAPPING),
            field -> true,
            field -> true,
            "variants",
            (stream, record, at, triggered, origin, partial) ->
                    new ObserveProduct(ProductId.parse(stream), record, at, triggered, origin, partial),
            (stream, evidence, triggered, origin) ->
                    new ObserveProductRemoval(ProductId.parse(stream), evidence, triggered, origin));

    /** How it came is told by webhooks only. */
    static final StoreKind<OrderRecord> ORDER = new StoreKind<>(
            "order",
            empty(OrderRecord.class, OrderRecord.MAPPING),
            field -> true,
            field -> !field.equals("browsing"),
            null,
            (stream, record, at, triggered, origin, partial) ->
                    new ObserveOrder(OrderId.parse(stream), record, at, triggered, origin),
            (stream, evidence, triggered, origin) ->
                    new ObserveOrderRemoval(OrderId.parse(stream), evidence, triggered, origin));

    /** What marketing they agreed to is told by reads only. */
    static final StoreKind<CustomerRecord> CUSTOMER = new StoreKind<>(
            "customer",
            empty(CustomerRecord.class, CustomerRecord.MAPPING),
            field -> !field.contains("_marketing_"),
            field -> true,
            null,
            (stream, record, at, triggered, origin, partial) ->
                    new ObserveCustomer(CustomerId.parse(stream), record, at, triggered, origin),
            (stream, evidence, triggered, origin) ->
                    new ObserveCustomerRemoval(CustomerId.parse(stream), evidence, triggered, origin));

    static final StoreKind<InventoryItemRecord> ITEM = new StoreKind<>(
            "item",
            empty(InventoryItemRecord.class, InventoryItemRecord.MAPPING),
            field -> true,
            field -> true,
            null,
            (stream, record, at, triggered, origin, partial) ->
                    new ObserveInventoryItem(InventoryItemId.parse(stream), record, at, triggered, origin),
            (stream, evidence, triggered, origin) ->
                    new ObserveInventoryItemRemoval(InventoryItemId.parse(stream), evidence, triggered, origin));

    static final StoreKind<StockLevelRecord> STOCK = new StoreKind<>(
            "stock",
            empty(StockLevelRecord.class, StockLevelRecord.MAPPING),
            field -> true,
            field -> true,
            null,
            (stream, record, at, triggered, origin, partial) ->
                    new ObserveStockLevel(StockLevelId.parse(stream), record, at, triggered, origin),
            (stream, evidence, triggered, origin) ->
                    new ObserveStockLevelRemoval(StockLevelId.parse(stream), evidence, triggered, origin));

    private static <R extends Record> R empty(Class<R> type, int mapping) {
        return StoredJson.MAPPER.readValue("{\"mapping\":%d}".formatted(mapping), type);
    }

    List<String> fields() {
        return empty.fields().entityFields();
    }

    /** @return the fields of which this is true */
    Set<String> fields(Predicate<String> which) {
        Set<String> those = new TreeSet<>(fields());
        those.removeIf(which.negate());
        return those;
    }

    boolean isSealed(String field) {
        return empty.fields().type(field) == Sealed.class;
    }
}
