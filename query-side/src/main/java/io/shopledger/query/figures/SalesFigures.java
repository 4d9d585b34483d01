package io.shopledger.query.figures;

import io.shopledger.query.cache.ReadCache;
import io.shopledger.query.entity.Amounts;
import io.shopledger.query.entity.Sums;
import io.shopledger.store.Stores.ConnectedStore;
import io.shopledger.stored.StoredJson;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Reads {@code shopify_sales}, whose rows are sums: how many are read goes by the days, and not by the orders. */
@Component
public class SalesFigures {
    private static final String BY_DAY = """
            select (at at time zone ?)::date as day, currency, sum(orders) as orders, sum(sold) as sold,
                   sum(refunded) as refunded, sum(cancelled_orders) as cancelled_orders, sum(cancelled) as cancelled
              from shopify_sales
             where store_id = ? and %s and at >= ? and at < ?
             group by 1, 2 order by 1, 2
            """.formatted(Sums.EVERY_SLOT);

    private final JdbcTemplate jdbc;
    private final ReadCache cache;

    SalesFigures(JdbcTemplate jdbc, ReadCache cache) {
        this.jdbc = jdbc;
        this.cache = cache;
    }

    private record Sum(long orders, BigDecimal sold, BigDecimal refunded, long cancelledOrders, BigDecimal cancelled) {
        static final Sum NONE = new Sum(0, BigDecimal.ZERO, BigDecimal.ZERO, 0, BigDecimal.ZERO);

        static Sum of(JsonNode row) {
            return new Sum(
                    row.path("orders").asLong(),
                    new BigDecimal(row.path("sold").asString()),
                    new BigDecimal(row.path("refunded").asString()),
                    row.path("cancelled_orders").asLong(),
                    new BigDecimal(row.path("cancelled").asString()));
        }

        Sum plus(Sum other) {
            return new Sum(
                    orders + other.orders,
                    sold.add(other.sold),
                    refunded.add(other.refunded),
                    cancelledOrders + other.cancelledOrders,
                    cancelled.add(other.cancelled));
        }

        BigDecimal net() {
            return sold.subtract(refunded).subtract(cancelled);
        }

        Sales.Amounts told(String currency) {
            return new Sales.Amounts(
                    orders,
                    Amounts.text(sold, currency),
                    Amounts.text(refunded, currency),
                    cancelledOrders,
                    Amounts.text(cancelled, currency),
                    Amounts.text(net(), currency));
        }
    }

    public Sales of(ConnectedStore store, Window window) {
        Map<String, Map<LocalDate, Sum>> byCurrency = new TreeMap<>();
        rows(store, window)
                .forEach(row -> byCurrency
                        .computeIfAbsent(row.path("currency").asString(""), fresh -> new TreeMap<>())
                        .put(LocalDate.parse(row.path("day").asString()), Sum.of(row)));
        String currency = currency(store, byCurrency);
        Map<LocalDate, Sum> own = byCurrency.getOrDefault(currency, Map.of());
        List<Sales.Day> days = window.first()
                .datesUntil(window.last().plusDays(1))
                .map(day -> new Sales.Day(day, own.getOrDefault(day, Sum.NONE).told(currency)))
                .toList();
        List<Sales.OtherCurrency> others = new ArrayList<>();
        byCurrency.forEach((name, sums) -> {
            if (!name.equals(currency)) {
                Sum sum = total(sums);
                others.add(new Sales.OtherCurrency(name, sum.orders(), Amounts.text(sum.net(), name)));
            }
        });
        return new Sales(
                store.id().value(), window.zone().getId(), currency, total(own).told(currency), days, others);
    }

    private JsonNode rows(ConnectedStore store, Window window) {
        return StoredJson.MAPPER.readTree(cache.get(store.id(), "orders", "sales " + window, () -> {
            ArrayNode found = StoredJson.MAPPER.createArrayNode();
            jdbc.query(
                    BY_DAY,
                    row -> {
                        found.addObject()
                                .put("day", row.getString("day"))
                                .put("currency", row.getString("currency"))
                                .put("orders", row.getLong("orders"))
                                .put("sold", row.getBigDecimal("sold").toPlainString())
                                .put("refunded", row.getBigDecimal("refunded").toPlainString())
                                .put("cancelled_orders", row.getLong("cancelled_orders"))
                                .put("cancelled", row.getBigDecimal("cancelled").toPlainString());
                    },
                    window.zone().getId(),
                    store.id().value(),
                    window.from(),
                    window.to());
            return StoredJson.MAPPER.writeValueAsString(found);
        }));
    }

    /** @return the store's own; where it is not known yet, the one of most orders */
    private static String currency(ConnectedStore store, Map<String, Map<LocalDate, Sum>> byCurrency) {
        String own = store.currency();
        if (own != null) {
            return own;
        }
        return byCurrency.entrySet().stream()
                .max((a, b) -> Long.compare(
                        total(a.getValue()).orders(), total(b.getValue()).orders()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static Sum total(Map<LocalDate, Sum> sums) {
        return sums.values().stream().reduce(Sum.NONE, Sum::plus);
    }
}
