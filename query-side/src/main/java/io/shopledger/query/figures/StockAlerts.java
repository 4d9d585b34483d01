package io.shopledger.query.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.StoreId;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.stored.StoredJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the stock levels with the least, of items whose stock is tracked. */
@Component
public class StockAlerts {
    private static final String LEAST = """
            select l.item_id, l.location_id, l.available, l.record, i.sku, v.product_id, v.id as variant_id,
                   p.title, v.title as variant_title
              from shopify_stock_levels l
              left join shopify_inventory_items i on i.store_id = l.store_id and i.id = l.item_id
              left join lateral (select * from shopify_product_variants v
                  where v.store_id = l.store_id and v.inventory_item_id = l.item_id limit 1) v on true
              left join shopify_products p on p.store_id = l.store_id and p.id = v.product_id
             where l.store_id = ? and l.removed_at is null and l.available < ?
               and i.removed_at is null and i.tracked is distinct from false and p.removed_at is null
             order by l.available, l.item_id, l.location_id limit ?
            """;

    private final JdbcTemplate jdbc;

    StockAlerts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Too little of an item at a location.
     *
     * @param available how many can be sold there; less than nothing where more were sold than there are
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "StockAlert")
    public record Line(
            @JsonProperty("inventory_item_id") @Schema(example = "808950811")
            long itemId,

            @JsonProperty("location_id") @Schema(example = "905684977")
            long locationId,

            @JsonProperty("location_name") @Schema(nullable = true, example = "Main") @Nullable
            String locationName,

            @JsonProperty("available")
            @Schema(example = "2", description = "less than 0 where more were sold than there are")
            long available,

            @JsonProperty("sku") @Schema(nullable = true, example = "SUN-S") @Nullable
            String sku,

            @JsonProperty("product_id") @Schema(nullable = true, example = "632910392") @Nullable
            Long productId,

            @JsonProperty("variant_id") @Schema(nullable = true) @Nullable
            Long variantId,

            @JsonProperty("title") @Schema(nullable = true, description = "the product's") @Nullable
            String title,

            @JsonProperty("variant_title") @Schema(nullable = true) @Nullable
            String variantTitle) {}

    /** @return the least first. @param below those with at least so many are left out */
    public List<Line> of(StoreId store, long below, int limit) {
        return jdbc.query(LEAST, (row, number) -> line(row), store.value(), below, limit);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("item_id"),
                row.getLong("location_id"),
                StoredJson.read(row.getString("record"), StockLevelRecord.class).locationName(),
                row.getLong("available"),
                row.getString("sku"),
                row.getObject("product_id", Long.class),
                row.getObject("variant_id", Long.class),
                row.getString("title"),
                row.getString("variant_title"));
    }
}
