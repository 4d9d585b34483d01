package io.shopledger.inventory;

import static io.shopledger.order.OrderExamples.BY_SYNC;
import static io.shopledger.order.OrderExamples.BY_WEBHOOK;
import static io.shopledger.order.OrderExamples.MONDAY;

import io.shopledger.Money;
import io.shopledger.StoreId;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemCostChanged;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemDetailsChanged;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemLearned;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemListed;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemRemoved;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemReturned;
import io.shopledger.inventory.StockLevelEvent.StockLevelChanged;
import io.shopledger.inventory.StockLevelEvent.StockLevelConnected;
import io.shopledger.inventory.StockLevelEvent.StockLevelDetailsChanged;
import io.shopledger.inventory.StockLevelEvent.StockLevelDisconnected;
import io.shopledger.inventory.StockLevelEvent.StockLevelLearned;
import io.shopledger.inventory.StockLevelEvent.StockLevelReconnected;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One item and its stock at one location, and one event of each type that tells something of them. */
public final class InventoryExamples {
    public static final InventoryItemId ITEM = new InventoryItemId(new StoreId(7), 808950810);
    public static final StockLevelId LEVEL = new StockLevelId(new StoreId(7), 808950810, 905684977);

    /** Every field in use but {@code province_code_of_origin}, which is unknown. */
    public static final InventoryItemRecord WHOLE = new InventoryItemRecord(
            1,
            Set.of("province_code_of_origin"),
            "SUN-2008-PINK",
            MONDAY,
            true,
            true,
            new Money("25", null),
            "IT",
            null,
            "900410",
            List.of("US:90041000", "CA:9004100000"),
            "0.12",
            "KILOGRAMS");

    public static final StockLevelRecord FIVE =
            new StockLevelRecord(1, Set.of(), 5L, null, null, null, null, null, null, null, null);

    /** All that GraphQL tells of it. */
    public static final StockLevelRecord WHOLE_LEVEL =
            new StockLevelRecord(2, Set.of(), 5L, 9L, 2L, 30L, 1L, 1L, 0L, 0L, "Main Warehouse");

    private InventoryExamples() {}

    /** One event of each type of items, each with all that it can hold. */
    public static List<InventoryItemEvent> oneOfEachOfItems() {
        return List.of(
                new InventoryItemListed(ITEM, WHOLE, BY_WEBHOOK),
                new InventoryItemDetailsChanged(
                        ITEM,
                        List.of(new DetailChange("tracked", "true", "false"), new DetailChange("weight", null, "0.12")),
                        List.of(new ListChange("country_harmonized_system_codes", List.of("US:1"), List.of())),
                        BY_WEBHOOK),
                new InventoryItemCostChanged(ITEM, new Money("25", null), new Money("24.5", "EUR"), BY_WEBHOOK),
                new InventoryItemLearned(
                        ITEM,
                        WHOLE.with(Map.of("province_code_of_origin", "MI"))
                                .only(Set.of("province_code_of_origin", "cost")),
                        BY_SYNC),
                new InventoryItemRemoved(ITEM, "inventory_items/delete", BY_WEBHOOK),
                new InventoryItemReturned(ITEM, BY_SYNC));
    }

    /** One event of each type of stock levels, each with all that it can hold. */
    public static List<StockLevelEvent> oneOfEachOfLevels() {
        return List.of(
                new StockLevelConnected(LEVEL, FIVE, BY_WEBHOOK),
                new StockLevelChanged(LEVEL, 5L, -1L, BY_WEBHOOK),
                new StockLevelDetailsChanged(
                        LEVEL,
                        List.of(new DetailChange("on_hand", "8", "9"), new DetailChange("location_name", null, "Main")),
                        BY_SYNC),
                new StockLevelLearned(LEVEL, FIVE, BY_SYNC),
                new StockLevelDisconnected(LEVEL, "inventory_levels/disconnect", BY_WEBHOOK),
                new StockLevelReconnected(LEVEL, BY_SYNC));
    }

    /** The same events with what later mappings added to them. */
    public static List<StockLevelEvent> levelsWithWhatCameLater() {
        return List.of(new StockLevelConnected(LEVEL, WHOLE_LEVEL, BY_SYNC));
    }
}
