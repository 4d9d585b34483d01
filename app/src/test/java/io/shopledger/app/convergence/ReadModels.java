package io.shopledger.app.convergence;

import io.shopledger.CanonicalRecord;
import io.shopledger.customer.CustomerEvent;
import io.shopledger.customer.CustomerFold;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.InventoryItemFold;
import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.inventory.StockLevelFold;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderRecord;
import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductFold;
import io.shopledger.product.ProductRecord;
import io.shopledger.stored.StoredJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of every kind as they stand in Postgres, and beside them the folds of the stored events. */
final class ReadModels {
    private static final Map<String, OfKind<?>> KINDS = Map.of(
            "product",
            new OfKind<>(
                    "shopify_products",
                    ProductRecord.class,
                    (before, event) -> ProductFold.after(before, (ProductEvent) event)),
            "order",
            new OfKind<>(
                    "shopify_orders",
                    OrderRecord.class,
                    (before, event) -> OrderFold.after(before, (OrderEvent) event)),
            "customer",
            new OfKind<>(
                    "shopify_customers",
                    CustomerRecord.class,
                    (before, event) -> CustomerFold.after(before, (CustomerEvent) event)),
            "item",
            new OfKind<>(
                    "shopify_inventory_items",
                    InventoryItemRecord.class,
                    (before, event) -> InventoryItemFold.after(before, (InventoryItemEvent) event)),
            "stock",
            new OfKind<>(
                    "shopify_stock_levels",
                    StockLevelRecord.class,
                    (before, event) -> StockLevelFold.after(before, (StockLevelEvent) event)));

    private final JdbcTemplate jdbc;
    private final EventStore events;

    ReadModels(JdbcTemplate jdbc, EventStore events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Where one kind's rows are, and how its events are folded. */
    private record OfKind<R extends Record & CanonicalRecord<R>>(
            String table, Class<R> type, BiFunction<@Nullable R, Object, R> fold) {

        String key(String prefix) {
            return prefix.equals("stock")
                    ? "'stock/' || store_id || '/' || item_id || '/' || location_id"
                    : "'%s/' || store_id || '/' || id".formatted(prefix);
        }

        R read(String json) {
            return StoredJson.read(json, type);
        }

        R fold(DomainEventStream stream) {
            R record = null;
            while (stream.hasNext()) {
                record = fold.apply(record, stream.next().getPayload());
            }
            return Objects.requireNonNull(record);
        }
    }

    record Row(CanonicalRecord<?> record, boolean removed) {}

    /** @return whether each stream's row tells of the last event that is stored of it */
    boolean areUpToDate() {
        return KINDS.entrySet().stream().allMatch(kind -> {
            Integer behind = jdbc.queryForObject(
                    """
                    select count(*) from (select aggregate_identifier stream, max(sequence_number) last
                           from events.domain_event where aggregate_identifier like ? group by 1) stored
                    left join (select %s stream, version from %s) rows using (stream)
                    where version is distinct from last
                    """.formatted(
                            kind.getValue().key(kind.getKey()), kind.getValue().table()),
                    Integer.class,
                    kind.getKey() + "/%");
            return behind != null && behind == 0;
        });
    }

    Optional<Row> of(String stream) {
        String prefix = stream.substring(0, stream.indexOf('/'));
        OfKind<?> kind = kind(stream);
        String[] key = stream.substring(prefix.length() + 1).split("/");
        String where =
                prefix.equals("stock") ? "store_id = ? and item_id = ? and location_id = ?" : "store_id = ? and id = ?";
        List<Row> found = jdbc.query(
                "select record, removed_at from %s where %s".formatted(kind.table(), where),
                (row, number) -> new Row(kind.read(row.getString("record")), row.getObject("removed_at") != null),
                java.util.Arrays.stream(key).map(Long::valueOf).toArray());
        return found.stream().findFirst();
    }

    /** @return what the stored events make of it */
    CanonicalRecord<?> folded(String stream) {
        return kind(stream).fold(events.readEvents(stream, 0));
    }

    private static OfKind<?> kind(String stream) {
        return Objects.requireNonNull(KINDS.get(stream.substring(0, stream.indexOf('/'))));
    }
}
