package io.shopledger.command.order;

import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import io.shopledger.stored.StoredNames;
import java.util.List;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.NoCache;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/** The real orders over any event store, for tests of other rooms. */
public final class Orders {
    private final EventStore store;
    private final Repository<Order> repository;

    private Orders(EventStore store, Cache cache) {
        this.store = store;
        this.repository = EventSourcingRepository.builder(Order.class)
                .eventStore(store)
                .cache(cache)
                .build();
    }

    public static Orders on(EventStore store) {
        return on(store, NoCache.INSTANCE);
    }

    public static Orders on(EventStore store, Cache cache) {
        return new Orders(store, cache);
    }

    public OrderDecisions decisions() {
        return new OrderDecisions(repository);
    }

    /** @return the record that the aggregate itself knows */
    public OrderRecord known(OrderId id) {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
        try {
            return repository.load(id.toString()).invoke(Order::known);
        } finally {
            work.rollback();
        }
    }

    public List<OrderEvent> events(OrderId id) {
        return store.readEvents(id.toString())
                .asStream()
                .map(message -> (OrderEvent) message.getPayload())
                .toList();
    }

    public void snapshot(OrderId id) {
        AggregateSnapshotter.builder()
                .eventStore(store)
                .aggregateFactories(List.of(new GenericAggregateFactory<>(Order.class)))
                .build()
                .scheduleSnapshot(Order.class, id.toString());
    }

    public static @Nullable OrderRecord fold(List<OrderEvent> events) {
        OrderRecord record = null;
        for (OrderEvent event : events) {
            record = OrderFold.after(record, event);
        }
        return record;
    }

    /** @return under which name an order's snapshot is stored */
    public static StoredNames.Contribution snapshotName() {
        return new OrderDecisions.Wiring().orderSnapshotName();
    }
}
