package io.shopledger.query.inventory;

import io.shopledger.StoreId;
import io.shopledger.inventory.InventoryItemId;
import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.query.entity.EntityRow;
import io.shopledger.query.entity.Fields;
import io.shopledger.query.entity.Form;
import io.shopledger.query.entity.Shown;
import io.shopledger.query.list.Listing;
import io.shopledger.stored.StoredJson;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Inventory items, with how many of them are where, as the API shows them. */
@Component
class InventoryShown implements Shown<InventoryItemRecord> {
    private static final String LEVELS = """
            select item_id, location_id, record, updated_at from shopify_stock_levels
            where store_id = ? and item_id = any(?) and removed_at is null order by item_id, location_id
            """;

    private final JdbcTemplate jdbc;

    InventoryShown(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "inventory";
    }

    @Override
    public String one() {
        return "inventory item";
    }

    @Override
    public String gid() {
        return "InventoryItem";
    }

    @Override
    public String stream(StoreId store, long id) {
        return new InventoryItemId(store, id).toString();
    }

    @Override
    public Class<InventoryItemRecord> record() {
        return InventoryItemRecord.class;
    }

    @Override
    public Class<? extends EntityRow> row() {
        return InventoryItemRow.class;
    }

    @Override
    public Form<InventoryItemRecord> form() {
        return InventoryItemForm.FORM;
    }

    @Override
    public Listing listing() {
        return InventoryListing.LISTING;
    }

    @Override
    public Set<String> keptElsewhere() {
        return Set.of("levels");
    }

    @Override
    public String example() {
        return """
                {"store_id":1,"id":808950811,"admin_graphql_api_id":"gid://shopify/InventoryItem/808950811","sku":"SUN-S",
                "created_at":"2026-10-01T09:30:00Z","updated_at":"2026-10-02T11:00:00Z","requires_shipping":true,
                "tracked":true,"cost":"120.00","levels":[{"location_id":905684977,"location_name":"Main",
                "available":12,"on_hand":15,"committed":3,
                "updated_at":"2026-10-02T11:00:00Z"}],
                "last_event":"InventoryItemCostChanged","last_event_at":"2026-10-02T11:00:00Z","version":3}""";
    }

    /** Levels are told with their items; a level of an item that we have not heard of waits for it. */
    @Override
    public void complete(StoreId store, Map<Long, ObjectNode> views) {
        views.values().forEach(view -> view.putArray("levels"));
        jdbc.query(
                LEVELS,
                ps -> {
                    ps.setLong(1, store.value());
                    ps.setArray(
                            2,
                            ps.getConnection()
                                    .createArrayOf("bigint", views.keySet().toArray()));
                },
                row -> {
                    ObjectNode level = views.get(row.getLong("item_id"))
                            .withArray("levels")
                            .addObject();
                    level.put("location_id", row.getLong("location_id"));
                    quantities(level, StoredJson.read(row.getString("record"), StockLevelRecord.class));
                    level.put(
                            "updated_at",
                            row.getObject("updated_at", OffsetDateTime.class)
                                    .toInstant()
                                    .toString());
                });
    }

    /** By the names of their states; what we were not told of is left out. */
    private static void quantities(ObjectNode level, StockLevelRecord record) {
        level.putNull("available");
        for (String field : StockLevelRecord.FIELDS.entityFields()) {
            if (record.knows(field)) {
                Fields.put(level, field, record.get(field));
            }
        }
    }
}
