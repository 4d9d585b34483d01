package io.shopledger.command.inventory;

import io.shopledger.Money;
import io.shopledger.StoreId;
import io.shopledger.inventory.InventoryItemId;
import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.inventory.StockLevelId;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.stored.StoredJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The item and the stock that the tests of this module talk about. */
public final class StockFacts {
    public static final InventoryItemId ITEM = new InventoryItemId(new StoreId(7), 808950810);
    public static final StockLevelId LEVEL = new StockLevelId(new StoreId(7), 808950810, 905684977);

    /** An item of which every field is known and nothing is told. */
    public static final InventoryItemRecord EMPTY_ITEM =
            StoredJson.MAPPER.readValue("{\"mapping\":1}", InventoryItemRecord.class);

    public static final InventoryItemRecord HAT = EMPTY_ITEM.with(Map.of(
            "sku",
            "HAT-11",
            "tracked",
            true,
            "cost",
            new Money("9.5", null),
            "country_harmonized_system_codes",
            List.of("CA:650500"),
            "weight",
            "120",
            "weight_unit",
            "GRAMS"));

    private StockFacts() {}

    /** @param quantity absent where the item is not stocked there */
    public static StockLevelRecord available(@Nullable Long quantity) {
        return new StockLevelRecord(
                StockLevelRecord.MAPPING, Set.of(), quantity, null, null, null, null, null, null, null, null);
    }
}
