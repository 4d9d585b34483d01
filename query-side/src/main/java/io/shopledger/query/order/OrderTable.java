package io.shopledger.query.order;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.StoreId;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderLine;
import io.shopledger.order.OrderRecord;
import io.shopledger.stored.StoredJson;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes the rows of orders and of their lines, many at a time, in the caller's transaction. */
@Component
class OrderTable {
    /** Rows are written in one order everywhere, so that no two writers wait for each other. */
    static final Comparator<OrderId> BY_KEY =
            Comparator.<OrderId>comparingLong(id -> id.store().value()).thenComparingLong(OrderId::shopifyId);

    private static final String READ = """
            select o.store_id, o.id, o.updated_at, o.removed_at, o.last_event, o.last_event_at, o.changed_at, o.version,
                case when k.whole then o.record end as record
            from unnest(?::bigint[], ?::bigint[], ?::boolean[]) as k (store_id, id, whole)
            join shopify_orders o on o.store_id = k.store_id and o.id = k.id
            """;

    private static final String WRITE = """
            insert into shopify_orders (store_id, id, name, order_number, created_at, processed_at, updated_at,
                cancelled_at, closed_at, currency, financial_status, fulfillment_status, total_price,
                current_total_price, customer_id, tags, test, source_name, line_count, last_event, last_event_at,
                changed_at, version, removed_at, record)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (store_id, id) do update set name = excluded.name, order_number = excluded.order_number,
                created_at = excluded.created_at, processed_at = excluded.processed_at,
                updated_at = excluded.updated_at, cancelled_at = excluded.cancelled_at,
                closed_at = excluded.closed_at, currency = excluded.currency,
                financial_status = excluded.financial_status, fulfillment_status = excluded.fulfillment_status,
                total_price = excluded.total_price, current_total_price = excluded.current_total_price,
                customer_id = excluded.customer_id, tags = excluded.tags, test = excluded.test,
                source_name = excluded.source_name, line_count = excluded.line_count,
                last_event = excluded.last_event, last_event_at = excluded.last_event_at,
                changed_at = excluded.changed_at, version = excluded.version, removed_at = excluded.removed_at,
                record = excluded.record
            where excluded.version > shopify_orders.version
            """;

    private static final String DELETE_LINES = """
            delete from shopify_order_lines l using unnest(?::bigint[], ?::bigint[]) as k (store_id, id)
            where l.store_id = k.store_id and l.order_id = k.id
            """;

    private static final String WRITE_LINES = """
            insert into shopify_order_lines (store_id, order_id, line_id, product_id, variant_id, title, variant_title,
                sku, vendor, quantity, current_quantity, fulfillable_quantity, price, total_discount)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (store_id, order_id, line_id) do nothing
            """;

    private final JdbcTemplate jdbc;

    OrderTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the states of those that have a row; without the record where only the version is asked for */
    Map<OrderId, OrderState> read(Collection<OrderId> withRecord, Collection<OrderId> versionOnly) {
        Map<OrderId, OrderState> found = new HashMap<>();
        List<OrderId> all = new ArrayList<>(withRecord);
        all.addAll(versionOnly);
        if (all.isEmpty()) {
            return found;
        }
        Boolean[] whole = new Boolean[all.size()];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = i < withRecord.size();
        }
        jdbc.query(
                READ,
                ps -> {
                    bindKeys(ps, all);
                    ps.setArray(3, ps.getConnection().createArrayOf("boolean", whole));
                },
                row -> {
                    OrderState state = state(row);
                    found.put(state.id(), state);
                });
        return found;
    }

    void write(Collection<OrderState> orders) {
        if (orders.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(WRITE, orders, orders.size(), OrderTable::bind);
        List<OrderId> old = new ArrayList<>();
        List<LineOf> lines = new ArrayList<>();
        for (OrderState order : orders) {
            if (order.linesChanged()) {
                if (order.stored()) {
                    old.add(order.id());
                }
                order.known().lineItems().forEach(line -> lines.add(new LineOf(order.id(), line)));
            }
        }
        if (!old.isEmpty()) {
            jdbc.update(DELETE_LINES, ps -> bindKeys(ps, old));
        }
        if (!lines.isEmpty()) {
            jdbc.batchUpdate(WRITE_LINES, lines, lines.size(), OrderTable::bind);
        }
    }

    /** Removes one order's rows. */
    void delete(OrderId id) {
        for (String rows : List.of(
                "shopify_order_lines where store_id = ? and order_id = ?",
                "shopify_orders where store_id = ? and id = ?")) {
            jdbc.update("delete from " + rows, id.store().value(), id.shopifyId());
        }
    }

    /** @return the order's version; empty when it has no row */
    OptionalLong markIncomplete(OrderId id) {
        return jdbc
                .queryForList(
                        "update shopify_orders set incomplete = true where store_id = ? and id = ? returning version",
                        Long.class,
                        id.store().value(),
                        id.shopifyId())
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    void clear() {
        jdbc.update("delete from shopify_order_lines");
        jdbc.update("delete from shopify_orders");
    }

    private record LineOf(OrderId order, OrderLine line) {}

    private static OrderState state(ResultSet row) throws SQLException {
        String record = row.getString("record");
        return new OrderState(
                new OrderId(new StoreId(row.getLong("store_id")), row.getLong("id")),
                record == null ? null : StoredJson.MAPPER.readValue(record, OrderRecord.class),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("removed_at", OffsetDateTime.class)),
                row.getString("last_event"),
                row.getObject("last_event_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"),
                true,
                false);
    }

    private static void bind(PreparedStatement ps, OrderState order) throws SQLException {
        OrderRecord record = order.known();
        Array tags = ps.getConnection()
                .createArrayOf(
                        "text", record.tags().stream().map(OrderTable::storable).toArray(String[]::new));
        Object[] values = {
            order.id().store().value(),
            order.id().shopifyId(),
            storable(record.name()),
            record.orderNumber(),
            utc(record.createdAt()),
            utc(record.processedAt()),
            utc(order.updatedAt()),
            utc(record.cancelledAt()),
            utc(record.closedAt()),
            storable(record.currency()),
            storable(record.financialStatus()),
            storable(record.fulfillmentStatus()),
            amount(record.totalPrice()),
            amount(record.currentTotalPrice()),
            record.customerId(),
            tags,
            record.test(),
            storable(record.sourceName()),
            record.lineItems().size(),
            order.lastEvent(),
            utc(order.lastEventAt()),
            utc(order.changedAt()),
            order.version(),
            utc(order.removedAt()),
            StoredJson.MAPPER.writeValueAsString(record)
        };
        bind(ps, values);
    }

    private static void bind(PreparedStatement ps, LineOf row) throws SQLException {
        OrderLine line = row.line();
        bind(ps, new Object[] {
            row.order().store().value(),
            row.order().shopifyId(),
            line.id(),
            line.productId(),
            line.variantId(),
            storable(line.title()),
            storable(line.variantTitle()),
            storable(line.sku()),
            storable(line.vendor()),
            line.quantity(),
            line.currentQuantity(),
            line.fulfillableQuantity(),
            amount(line.price()),
            amount(line.totalDiscount())
        });
    }

    private static void bind(PreparedStatement ps, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            ps.setObject(i + 1, values[i]);
        }
    }

    private static void bindKeys(PreparedStatement ps, List<OrderId> ids) throws SQLException {
        Long[] stores = ids.stream().map(id -> id.store().value()).toArray(Long[]::new);
        Long[] keys = ids.stream().map(OrderId::shopifyId).toArray(Long[]::new);
        ps.setArray(1, ps.getConnection().createArrayOf("bigint", stores));
        ps.setArray(2, ps.getConnection().createArrayOf("bigint", keys));
    }

    /** Postgres holds no NUL character; the record, being JSON, keeps it. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null || text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    private static @Nullable BigDecimal amount(@Nullable MoneyBag bag) {
        Money shop = bag == null ? null : bag.shop();
        return shop == null ? null : shop.number();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
