package io.shopledger.command.inventory;

import io.shopledger.command.observation.Entities;
import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.stored.StoredNames;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.NoCache;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The real inventory items over any event store, for tests of other rooms. */
public final class InventoryItems {
    private InventoryItems() {}

    public static Entities<InventoryItemRecord, ?, InventoryItemEvent> on(EventStore store) {
        return on(store, NoCache.INSTANCE);
    }

    public static Entities<InventoryItemRecord, ?, InventoryItemEvent> on(EventStore store, Cache cache) {
        return Entities.on("item", InventoryItem.class, InventoryItem::new, store, cache);
    }

    /** @return under which names snapshots of this room are stored */
    public static StoredNames.Contribution snapshotNames() {
        return new InventoryWiring().inventorySnapshotNames();
    }
}
