package io.shopledger.query.dashboard;

import io.shopledger.StoreId;
import io.shopledger.query.cache.ReadCache;
import io.shopledger.query.entity.Amounts;
import io.shopledger.stored.StoredJson;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A store's sales of the last four weeks, day by day in UTC, out of the orders' rows of those days alone. */
@Component
class Sales {
    private static final int DAYS = 28;

    private static final String BY_DAY = """
            select (created_at at time zone 'UTC')::date as day, currency, count(*) as orders,
                   sum(coalesce(current_total_price, total_price, 0)) as total
              from shopify_orders
             where store_id = ? and created_at >= ? and removed_at is null and cancelled_at is null and test is not true
             group by 1, 2 order by 1
            """;

    private final JdbcTemplate jdbc;
    private final ReadCache cache;

    Sales(JdbcTemplate jdbc, ReadCache cache) {
        this.jdbc = jdbc;
        this.cache = cache;
    }

    /**
     * Sales in the currency in which most of them were.
     *
     * @param others how many orders were in other currencies and are left out
     */
    record Chart(String currency, String total, long orders, long others, List<Day> days) {}

    /** One day. @param height of its bar, in percent of the highest */
    record Day(String day, long orders, String total, double height) {}

    private record Sum(long orders, BigDecimal total) {
        Sum plus(Sum other) {
            return new Sum(orders + other.orders, total.add(other.total));
        }
    }

    Chart of(StoreId store, LocalDate today) {
        LocalDate first = today.minusDays(DAYS - 1L);
        JsonNode rows = StoredJson.MAPPER.readTree(cache.get(store, "orders", "sales since " + first, () -> {
            ArrayNode found = StoredJson.MAPPER.createArrayNode();
            jdbc.query(
                    BY_DAY,
                    row -> {
                        found.addObject()
                                .put("day", row.getString("day"))
                                .put("currency", row.getString("currency"))
                                .put("orders", row.getLong("orders"))
                                .put("total", row.getBigDecimal("total").toPlainString());
                    },
                    store.value(),
                    first.atStartOfDay().atOffset(ZoneOffset.UTC));
            return StoredJson.MAPPER.writeValueAsString(found);
        }));
        Map<String, Map<String, Sum>> byCurrency = new TreeMap<>();
        rows.forEach(row -> byCurrency
                .computeIfAbsent(row.path("currency").asString(""), fresh -> new TreeMap<>())
                .merge(
                        row.path("day").asString(),
                        new Sum(
                                row.path("orders").asLong(),
                                new BigDecimal(row.path("total").asString())),
                        Sum::plus));
        String most = byCurrency.keySet().stream()
                .max((a, b) -> Long.compare(orders(byCurrency.get(a)), orders(byCurrency.get(b))))
                .orElse("");
        return chart(first, most, byCurrency);
    }

    private static Chart chart(LocalDate first, String currency, Map<String, Map<String, Sum>> byCurrency) {
        Sum none = new Sum(0, BigDecimal.ZERO);
        Map<String, Sum> days = byCurrency.getOrDefault(currency, Map.of());
        BigDecimal highest = days.values().stream().map(Sum::total).reduce(BigDecimal.ONE, BigDecimal::max);
        List<Day> all = new ArrayList<>();
        for (int i = 0; i < DAYS; i++) {
            String day = first.plusDays(i).toString();
            Sum sum = days.getOrDefault(day, none);
            all.add(new Day(
                    day,
                    sum.orders(),
                    Amounts.text(sum.total(), currency),
                    Math.round(sum.total().doubleValue() / highest.doubleValue() * 1_000) / 10.0));
        }
        Sum whole = days.values().stream().reduce(none, Sum::plus);
        return new Chart(
                currency,
                Amounts.text(whole.total(), currency),
                whole.orders(),
                byCurrency.values().stream().mapToLong(Sales::orders).sum() - whole.orders(),
                all);
    }

    private static long orders(Map<String, Sum> days) {
        return days.values().stream().mapToLong(Sum::orders).sum();
    }
}
