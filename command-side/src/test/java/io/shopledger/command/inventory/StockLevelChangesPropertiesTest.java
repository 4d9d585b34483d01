package io.shopledger.command.inventory;

import io.shopledger.command.difference.ChangesProperties;
import io.shopledger.command.order.OrderFacts;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.inventory.StockLevelEvent.StockLevelLearned;
import io.shopledger.inventory.StockLevelFold;
import io.shopledger.inventory.StockLevelRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

class StockLevelChangesPropertiesTest extends ChangesProperties<StockLevelRecord, StockLevelEvent> {
    @Override
    protected StockLevelRecord empty() {
        return StockFacts.available(null);
    }

    @Override
    protected List<StockLevelEvent> between(StockLevelRecord known, StockLevelRecord seen) {
        return StockLevelChanges.between(known, seen, StockFacts.LEVEL, OrderFacts.TUESDAY);
    }

    @Override
    protected StockLevelRecord after(StockLevelRecord before, StockLevelEvent event) {
        return StockLevelFold.after(before, event);
    }

    @Override
    protected @Nullable StockLevelRecord learned(StockLevelEvent event) {
        return event instanceof StockLevelLearned told ? told.learned() : null;
    }
}
