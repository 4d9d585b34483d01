package io.shopledger.query.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.query.entity.Amounts;
import io.shopledger.query.entity.Sums;
import io.shopledger.store.Stores.ConnectedStore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads {@code shopify_product_sales}, whose rows are sums by product. */
@Component
public class TopProducts {
    private static final String BEST = """
            with best as (
                select product_id, sum(sold_quantity) as sold_quantity, sum(returned_quantity) as returned_quantity,
                       sum(sold) as sold, sum(returned) as returned
                  from shopify_product_sales
                 where store_id = ? and %2$s and at >= ? and at < ? and currency = ?
                 group by 1)
            select best.*, p.title
              from (select * from best order by %1$s desc, product_id limit ?) best
              left join shopify_products p on p.store_id = ? and p.id = best.product_id
             order by %1$s desc, product_id
            """;

    private final JdbcTemplate jdbc;

    TopProducts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** By what they are ordered. */
    public enum Order {
        NET("sold - returned"),
        QUANTITY("sold_quantity - returned_quantity");

        private final String expression;

        Order(String expression) {
            this.expression = expression;
        }
    }

    /**
     * One product.
     *
     * @param title as it is now; absent where the product is not known
     * @param quantity pieces sold, less those that came back
     * @param sold at what was asked for them, discounts taken off, without taxes and shipping
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "TopProduct")
    public record Line(
            @JsonProperty("product_id") @Schema(example = "632910392")
            long productId,

            @JsonProperty("title")
            @Schema(nullable = true, description = "as it is now; null where the product is not known")
            @Nullable
            String title,

            @JsonProperty("quantity") @Schema(description = "pieces sold, less those that came back")
            long quantity,

            @JsonProperty("sold")
            @Schema(example = "403.00", description = "discounts taken off, without taxes and shipping")
            String sold,

            @JsonProperty("returned") @Schema(example = "0.00")
            String returned,

            @JsonProperty("net") @Schema(example = "403.00", description = "sold, less what was returned")
            String net) {}

    public List<Line> of(ConnectedStore store, String currency, Window window, Order order, int limit) {
        return jdbc.query(
                BEST.formatted(order.expression, Sums.EVERY_SLOT),
                (row, number) -> new Line(
                        row.getLong("product_id"),
                        row.getString("title"),
                        row.getLong("sold_quantity") - row.getLong("returned_quantity"),
                        Amounts.text(row.getBigDecimal("sold"), currency),
                        Amounts.text(row.getBigDecimal("returned"), currency),
                        Amounts.text(row.getBigDecimal("sold").subtract(row.getBigDecimal("returned")), currency)),
                store.id().value(),
                window.from(),
                window.to(),
                currency,
                limit,
                store.id().value());
    }
}
