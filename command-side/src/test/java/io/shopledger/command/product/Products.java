package io.shopledger.command.product;

import io.shopledger.command.observation.Entities;
import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductRecord;
import io.shopledger.stored.StoredNames;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.NoCache;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The real products over any event store, for tests of other rooms. */
public final class Products {
    private Products() {}

    public static Entities<ProductRecord, ?, ProductEvent> on(EventStore store) {
        return on(store, NoCache.INSTANCE);
    }

    public static Entities<ProductRecord, ?, ProductEvent> on(EventStore store, Cache cache) {
        return Entities.on("product", Product.class, Product::new, store, cache);
    }

    /** @return under which names snapshots of this room are stored */
    public static StoredNames.Contribution snapshotNames() {
        return new ProductWiring().productSnapshotNames();
    }
}
