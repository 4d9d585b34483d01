package io.shopledger.command.inventory;

import io.shopledger.command.observation.Entities;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.inventory.StockLevelRecord;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.NoCache;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The real stock levels over any event store, for tests of other rooms. */
public final class StockLevels {
    private StockLevels() {}

    public static Entities<StockLevelRecord, ?, StockLevelEvent> on(EventStore store) {
        return on(store, NoCache.INSTANCE);
    }

    public static Entities<StockLevelRecord, ?, StockLevelEvent> on(EventStore store, Cache cache) {
        return Entities.on("stock", StockLevel.class, StockLevel::new, store, cache);
    }
}
