package io.shopledger.query.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.query.QuerySide;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Walks through lists while their rows come, change and go. */
class ListWalkTest extends QuerySide {
    private static final long SEED = 20_261_128;
    private static final int ROWS = 60;
    private static final long FIRST = 700_000;

    private static final Map<String, String> TABLES = Map.of(
            "products", "shopify_products",
            "orders", "shopify_orders",
            "customers", "shopify_customers",
            "inventory", "shopify_inventory_items");

    private static final Map<String, String> COUNTED =
            Map.of("shopify_products", "variant_count", "shopify_orders", "line_count");

    private final Random random = new Random(SEED);

    @AfterEach
    void nothingStaysBehind() {
        TABLES.values()
                .forEach(table -> jdbc.update("delete from " + table + " where store_id = 3 and id >= ?", FIRST));
        rowsChangedByHand();
    }

    @Test
    void whatStaysAsItIs_isToldOnce_whateverIsWrittenMeanwhile() {
        List<String> walked = new ArrayList<>();
        TABLES.forEach((kind, table) -> {
            JsonNode sorts = json("/docs/openapi.json")
                    .get("paths")
                    .get("/api/v1/" + kind)
                    .at("/get/parameters")
                    .valueStream()
                    .filter(parameter -> parameter.get("name").asString().equals("sort"))
                    .findFirst()
                    .orElseThrow()
                    .at("/schema/enum");
            for (JsonNode sort : sorts) {
                walk(kind, table, sort.asString());
                walked.add(kind + " by " + sort.asString());
            }
        });
        assertThat(walked).hasSizeGreaterThan(25).contains("orders by -total_price", "products by title");
    }

    private void walk(String kind, String table, String sort) {
        String column = sort.replace("-", "");
        jdbc.update("delete from " + table + " where store_id = 3 and id >= ?", FIRST);
        LongStream.range(0, ROWS).forEach(row -> insert(table, column, FIRST + row * 10));
        Set<Long> steady = new HashSet<>();
        LongStream.range(0, ROWS).filter(row -> row % 2 == 0).forEach(row -> steady.add(FIRST + row * 10));
        rowsChangedByHand();

        List<Long> told = new ArrayList<>();
        List<JsonNode> order = new ArrayList<>();
        String path = "/api/v1/%s?store_id=3&limit=7&fields=id,%s&sort=%s".formatted(kind, column, sort);
        JsonNode page = json(path);
        while (true) {
            for (JsonNode one : page.get(kind)) {
                if (one.get("id").asLong() >= FIRST) {
                    told.add(one.get("id").asLong());
                    order.add(one);
                }
            }
            if (page.get("next_cursor").isNull()) {
                break;
            }
            disturb(table, column);
            page = json(path + "&cursor=" + page.get("next_cursor").asString());
        }
        assertThat(told.stream().filter(steady::contains).toList())
                .as("%s by %s, seed %d: missed, or told twice", kind, sort, SEED)
                .hasSameSizeAs(steady)
                .doesNotHaveDuplicates();
        List<Long> inOrder = jdbc.queryForList(
                "select id from %s where store_id = 3 and id >= ? and removed_at is null order by %s %s nulls last, id %3$s"
                        .formatted(table, column, sort.startsWith("-") ? "desc" : "asc"),
                Long.class,
                FIRST);
        inOrder.retainAll(steady);
        assertThat(told.stream().filter(steady::contains).toList())
                .as("%s by %s", kind, sort)
                .isEqualTo(inOrder);
    }

    /** Rows with odd numbers only. */
    private void disturb(String table, String column) {
        for (int i = 0; i < 4; i++) {
            long odd = FIRST + (random.nextInt(ROWS / 2) * 2L + 1) * 10;
            switch (random.nextInt(4)) {
                case 0 -> insert(table, column, FIRST + random.nextInt(ROWS * 10));
                case 1 -> jdbc.update("delete from " + table + " where store_id = 3 and id = ?", odd);
                case 2 -> jdbc.update("update " + table + " set removed_at = now() where store_id = 3 and id = ?", odd);
                default -> {
                    if (!column.equals("id")) {
                        jdbc.update(
                                "update %s set %s = %s where store_id = 3 and id = ?"
                                        .formatted(table, column, value(column)),
                                odd);
                    }
                }
            }
        }
        rowsChangedByHand();
    }

    private void insert(String table, String column, long id) {
        Set<String> columns = new LinkedHashSet<>(List.of("store_id", "id"));
        List<String> values = new ArrayList<>(List.of("3", Long.toString(id)));
        if (!column.equals("id")) {
            columns.add(column);
            values.add(value(column));
        }
        if (columns.add("updated_at")) {
            values.add("now()");
        }
        if (COUNTED.containsKey(table)) {
            columns.add(COUNTED.get(table));
            values.add("0");
        }
        columns.addAll(List.of("last_event", "last_event_at", "changed_at", "version", "record"));
        values.addAll(List.of("'Made'", "now()", "now()", "0", "'{\"mapping\":1}'"));
        jdbc.update("insert into %s (%s) values (%s) on conflict do nothing"
                .formatted(table, String.join(", ", columns), String.join(", ", values)));
    }

    /** Few, so that many rows have the same, and none where there may be none. */
    private String value(String column) {
        int one = random.nextInt(5);
        if (one == 0 && !column.equals("updated_at")) {
            return "null";
        }
        if (column.endsWith("_at")) {
            return "timestamptz '2026-10-0%d 08:00:00.123456Z'".formatted(one + 1);
        }
        return column.equals("total_price") ? one + ".50" : "'Größe = %d:'".formatted(one);
    }

    @Test
    void aCursorOfAnotherSort_orOfOtherFilters_isRefused() {
        LongStream.range(0, 3).forEach(row -> insert("shopify_products", "title", FIRST + row));
        rowsChangedByHand();
        String list = "/api/v1/products?store_id=3&limit=1";
        String cursor = json(list + "&sort=title").get("next_cursor").asString();
        assertThat(get(list + "&sort=title&cursor=" + cursor).statusCode()).isEqualTo(200);
        for (String other : List.of("&sort=-title", "", "&sort=title&vendor=Acme", "&sort=title&search=a")) {
            JsonNode problem = json(list + other + "&cursor=" + cursor);
            assertThat(problem.path("status").asInt()).as(other).isEqualTo(400);
            assertThat(problem.get("detail").asString()).contains("with the same sort and filters");
        }
        String byTime = json(list + "&sort=-updated_at").get("next_cursor").asString();
        String forged = java.util.Base64.getUrlEncoder()
                .encodeToString(new String(
                                java.util.Base64.getUrlDecoder().decode(byTime),
                                java.nio.charset.StandardCharsets.UTF_8)
                        .replaceFirst("=.*", "=yesterdayish")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(json(list + "&sort=-updated_at&cursor=" + forged)
                        .path("status")
                        .asInt())
                .isEqualTo(400);
    }
}
