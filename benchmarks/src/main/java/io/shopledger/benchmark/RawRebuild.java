package io.shopledger.benchmark;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The raw limit of rebuilding the orders' tables: one connection that reads the events, 1,000 at a time, and one that upserts 500
 * rows at a time, with no framework between. It folds what the benchmarks' orders have, which is their first event.
 */
final class RawRebuild {
    private static final int EVENTS_A_FETCH = 1_000;
    private static final int ROWS_A_BATCH = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String ORDER = """
            insert into raw_rebuild.shopify_orders (store_id, id, name, order_number, created_at, processed_at, cancelled_at,
                   closed_at, currency, financial_status, fulfillment_status, total_price, current_total_price, customer_id,
                   tags, test, source_name, line_count, updated_at, last_event, last_event_at, changed_at, version, record)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (store_id, id) do update set record = excluded.record, version = excluded.version
            """;

    private static final String LINE = """
            insert into raw_rebuild.shopify_order_lines (store_id, order_id, line_id, product_id, variant_id, title,
                   variant_title, sku, vendor, quantity, current_quantity, fulfillable_quantity, price, total_discount)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (store_id, order_id, line_id) do nothing
            """;

    private final Connection reading;
    private final Connection writing;

    /** @param reading in which nothing is committed before the end */
    RawRebuild(Connection reading, Connection writing) {
        this.reading = reading;
        this.writing = writing;
    }

    /** @return events a second */
    double run() throws SQLException {
        try (Statement statement = writing.createStatement()) {
            statement.execute("drop schema if exists raw_rebuild cascade");
            statement.execute("create schema raw_rebuild");
            for (String table : List.of("shopify_orders", "shopify_order_lines")) {
                statement.execute("create table raw_rebuild.%1$s (like public.%1$s including all)".formatted(table));
            }
        }
        reading.setAutoCommit(false);
        writing.setAutoCommit(false);
        long start = System.nanoTime();
        long events = 0;
        List<JsonNode> batch = new ArrayList<>(ROWS_A_BATCH);
        List<String> times = new ArrayList<>(ROWS_A_BATCH);
        try (PreparedStatement query = reading.prepareStatement("""
                select payload_type, time_stamp, payload from events.domain_event order by global_index""")) {
            query.setFetchSize(EVENTS_A_FETCH);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    events++;
                    if (rows.getString(1).equals("order.OrderPlaced")) {
                        batch.add(JSON.readTree(rows.getBytes(3)));
                        times.add(rows.getString(2));
                    }
                    if (batch.size() == ROWS_A_BATCH) {
                        write(batch, times);
                    }
                }
            }
        }
        write(batch, times);
        reading.commit();
        return events / ((System.nanoTime() - start) / 1e9);
    }

    private void write(List<JsonNode> events, List<String> times) throws SQLException {
        try (PreparedStatement orders = writing.prepareStatement(ORDER);
                PreparedStatement lines = writing.prepareStatement(LINE)) {
            for (int i = 0; i < events.size(); i++) {
                String[] key = events.get(i).get("order_id").asString().split("/");
                long store = Long.parseLong(key[1]);
                long id = Long.parseLong(key[2]);
                order(orders, store, id, events.get(i), times.get(i));
                for (JsonNode line : events.get(i).get("record").path("line_items")) {
                    line(lines, store, id, line);
                }
            }
            orders.executeBatch();
            lines.executeBatch();
        }
        writing.commit();
        events.clear();
        times.clear();
    }

    private void order(PreparedStatement row, long store, long id, JsonNode event, String at) throws SQLException {
        JsonNode record = event.get("record");
        row.setLong(1, store);
        row.setLong(2, id);
        row.setString(3, text(record, "name"));
        row.setObject(4, number(record, "order_number"));
        row.setObject(5, time(record, "created_at"));
        row.setObject(6, time(record, "processed_at"));
        row.setObject(7, time(record, "cancelled_at"));
        row.setObject(8, time(record, "closed_at"));
        row.setString(9, text(record, "currency"));
        row.setString(10, text(record, "financial_status"));
        row.setString(11, text(record, "fulfillment_status"));
        row.setObject(12, amount(record.path("total_price").path("shop")));
        row.setObject(13, amount(record.path("current_total_price").path("shop")));
        row.setObject(14, number(record, "customer_id"));
        List<String> tags = new ArrayList<>();
        record.path("tags").forEach(tag -> tags.add(tag.asString()));
        row.setArray(15, writing.createArrayOf("text", tags.toArray()));
        row.setObject(16, record.has("test") ? record.get("test").asBoolean() : null);
        row.setString(17, text(record, "source_name"));
        row.setInt(18, record.path("line_items").size());
        row.setObject(19, time(event.get("origin"), "at"));
        row.setString(20, "OrderPlaced");
        row.setObject(21, time(event.get("origin"), "at"));
        row.setObject(22, OffsetDateTime.parse(at));
        row.setLong(23, 0);
        row.setString(24, record.toString());
        row.addBatch();
    }

    private static void line(PreparedStatement row, long store, long order, JsonNode line) throws SQLException {
        row.setLong(1, store);
        row.setLong(2, order);
        row.setObject(3, number(line, "id"));
        row.setObject(4, number(line, "product_id"));
        row.setObject(5, number(line, "variant_id"));
        row.setString(6, text(line, "title"));
        row.setString(7, text(line, "variant_title"));
        row.setString(8, text(line, "sku"));
        row.setString(9, text(line, "vendor"));
        row.setObject(10, number(line, "quantity"));
        row.setObject(11, number(line, "current_quantity"));
        row.setObject(12, number(line, "fulfillable_quantity"));
        row.setObject(
                13, amount(line.path("price").has("shop") ? line.path("price").path("shop") : line.path("price")));
        row.setObject(14, amount(line.path("total_discount").path("shop")));
        row.addBatch();
    }

    private static @Nullable String text(JsonNode owner, String field) {
        JsonNode value = owner.get(field);
        return value == null ? null : value.asString();
    }

    private static @Nullable Long number(JsonNode owner, String field) {
        JsonNode value = owner.get(field);
        return value == null ? null : value.asLong();
    }

    private static @Nullable OffsetDateTime time(JsonNode owner, String field) {
        JsonNode value = owner.get(field);
        return value == null ? null : OffsetDateTime.parse(value.asString());
    }

    private static @Nullable BigDecimal amount(JsonNode money) {
        return money.has("amount") ? new BigDecimal(money.get("amount").asString()) : null;
    }
}
