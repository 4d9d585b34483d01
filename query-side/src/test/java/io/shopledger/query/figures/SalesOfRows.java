package io.shopledger.query.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.order.OrderRecord;
import io.shopledger.query.entity.Sums;
import io.shopledger.query.order.OrderKind;
import io.shopledger.stored.StoredJson;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sums over all orders, made anew of their rows, against those that are kept. */
public final class SalesOfRows {
    private SalesOfRows() {}

    public static void hold(JdbcTemplate jdbc) {
        for (Sums<OrderRecord> sums : OrderKind.ORDERS.sums()) {
            Map<String, List<BigDecimal>> expected = new TreeMap<>();
            jdbc.query("select store_id, record from shopify_orders where removed_at is null", row -> {
                OrderRecord record = StoredJson.read(row.getString("record"), OrderRecord.class);
                for (Sums.Part part : sums.of().apply(record)) {
                    List<Object> key = new ArrayList<>(List.of(row.getLong("store_id")));
                    key.addAll(part.key());
                    add(expected, key.toString(), part.amounts());
                }
            });
            expected.values().removeIf(amounts -> amounts.stream().allMatch(amount -> amount.signum() == 0));
            Map<String, List<BigDecimal>> kept = new TreeMap<>();
            jdbc.query("select * from " + sums.table(), row -> {
                List<Object> key = new ArrayList<>(List.of(row.getLong("store_id")));
                for (String column : sums.key()) {
                    Object value = row.getObject(column);
                    key.add(
                            column.equals("at")
                                    ? row.getObject(column, OffsetDateTime.class)
                                            .toInstant()
                                    : value);
                }
                List<BigDecimal> amounts = new ArrayList<>();
                for (String column : sums.amounts()) {
                    amounts.add(row.getBigDecimal(column));
                }
                assertThat(amounts).as("a row that nobody adds to").anyMatch(amount -> amount.signum() != 0);
                add(kept, key.toString(), amounts);
            });
            assertThat(told(kept)).as(sums.table()).isEqualTo(told(expected));
        }
    }

    private static void add(Map<String, List<BigDecimal>> sums, String key, List<BigDecimal> amounts) {
        sums.merge(key, amounts, (a, b) -> {
            List<BigDecimal> both = new ArrayList<>();
            for (int i = 0; i < a.size(); i++) {
                both.add(a.get(i).add(b.get(i)));
            }
            return both;
        });
    }

    /** Without regard to trailing zeros. */
    private static Map<String, String> told(Map<String, List<BigDecimal>> sums) {
        Map<String, String> told = new TreeMap<>();
        sums.forEach((key, amounts) -> told.put(
                key,
                amounts.stream()
                        .map(amount -> amount.signum() == 0
                                ? "0"
                                : amount.stripTrailingZeros().toPlainString())
                        .toList()
                        .toString()));
        return told;
    }
}
