package io.shopledger.command.customer;

import io.shopledger.command.observation.Entities;
import io.shopledger.customer.CustomerEvent;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.stored.StoredNames;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.NoCache;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The real customers over any event store, for tests of other rooms. */
public final class Customers {
    private Customers() {}

    public static Entities<CustomerRecord, ?, CustomerEvent> on(EventStore store) {
        return on(store, NoCache.INSTANCE);
    }

    public static Entities<CustomerRecord, ?, CustomerEvent> on(EventStore store, Cache cache) {
        return Entities.on("customer", Customer.class, Customer::new, store, cache);
    }

    /** @return under which names snapshots of this room are stored */
    public static StoredNames.Contribution snapshotNames() {
        return new CustomerWiring().customerSnapshotNames();
    }
}
