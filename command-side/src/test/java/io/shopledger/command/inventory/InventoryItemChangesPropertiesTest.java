package io.shopledger.command.inventory;

import io.shopledger.command.difference.ChangesProperties;
import io.shopledger.command.order.OrderFacts;
import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemLearned;
import io.shopledger.inventory.InventoryItemFold;
import io.shopledger.inventory.InventoryItemRecord;
import java.util.List;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

class InventoryItemChangesPropertiesTest extends ChangesProperties<InventoryItemRecord, InventoryItemEvent> {
    @Override
    protected InventoryItemRecord empty() {
        return StockFacts.EMPTY_ITEM;
    }

    @Override
    protected List<InventoryItemEvent> between(InventoryItemRecord known, InventoryItemRecord seen) {
        return InventoryItemChanges.between(known, seen, StockFacts.ITEM, OrderFacts.TUESDAY);
    }

    @Override
    protected InventoryItemRecord after(InventoryItemRecord before, InventoryItemEvent event) {
        return InventoryItemFold.after(before, event);
    }

    @Override
    protected @Nullable InventoryItemRecord learned(InventoryItemEvent event) {
        return event instanceof InventoryItemLearned told ? told.learned() : null;
    }

    @Override
    protected Arbitrary<@Nullable Object> valuesOf(String field) {
        return texts();
    }
}
