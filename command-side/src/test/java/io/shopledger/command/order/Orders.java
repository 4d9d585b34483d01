package io.shopledger.command.order;

import io.shopledger.command.observation.Entities;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderRecord;
import io.shopledger.stored.StoredNames;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.NoCache;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The real orders over any event store, for tests of other rooms. */
public final class Orders {
    private Orders() {}

    public static Entities<OrderRecord, ?, OrderEvent> on(EventStore store) {
        return on(store, NoCache.INSTANCE);
    }

    public static Entities<OrderRecord, ?, OrderEvent> on(EventStore store, Cache cache) {
        return Entities.on("order", Order.class, Order::new, store, cache);
    }

    /** @return under which names snapshots of this room are stored */
    public static StoredNames.Contribution snapshotNames() {
        return new OrderWiring().orderSnapshotNames();
    }
}
