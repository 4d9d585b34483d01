package io.shopledger.command.observation;

import io.shopledger.CanonicalRecord;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** The real aggregates of one kind over any event store, for tests of every room. */
public final class Entities<R extends Record & CanonicalRecord<R>, A extends Observed<R, E>, E extends ObservedEvent> {
    private final EventStore store;
    private final Class<A> type;
    private final Repository<A> repository;
    private final Kind<R, A> kind;

    private Entities(String prefix, Class<A> type, Supplier<A> empty, EventStore store, Cache cache) {
        this.store = store;
        this.type = type;
        this.repository = EventSourcingRepository.builder(type)
                .eventStore(store)
                .cache(cache)
                .build();
        Kind<R, A> of = Kind.of(prefix, repository, empty);
        this.kind = prefix.equals("stock") ? of.comingBack() : of;
    }

    public static <R extends Record & CanonicalRecord<R>, A extends Observed<R, E>, E extends ObservedEvent>
            Entities<R, A, E> on(String prefix, Class<A> type, Supplier<A> empty, EventStore store, Cache cache) {
        return new Entities<>(prefix, type, empty, store, cache);
    }

    /** Stands for the page in a fixture: there the watermark says whether the entity is known. */
    public static <R extends Record & CanonicalRecord<R>, A extends Observed<R, ?>> void observe(
            Repository<A> repository, Supplier<A> empty, Seen<R> seen) {
        Kind<R, A> kind = Kind.of("any", repository, empty);
        try {
            kind.observe(seen);
        } catch (AggregateNotFoundException notYet) {
            kind.place(seen, RecordFingerprint.of(seen.record()));
        }
    }

    public static <R extends Record & CanonicalRecord<R>, A extends Observed<R, ?>> void remove(
            Repository<A> repository, Supplier<A> empty, Removal seen) {
        Kind.of("any", repository, empty).remove(seen);
    }

    public Kind<R, A> kind() {
        return kind;
    }

    /** @return the record that the aggregate itself knows */
    public R known(Object id) {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
        try {
            return repository.load(id.toString()).invoke(Observed::known);
        } finally {
            work.rollback();
        }
    }

    @SuppressWarnings("unchecked")
    public List<E> events(Object id) {
        return store.readEvents(id.toString())
                .asStream()
                .map(message -> (E) message.getPayload())
                .toList();
    }

    public void snapshot(Object id) {
        AggregateSnapshotter.builder()
                .eventStore(store)
                .aggregateFactories(List.of(new GenericAggregateFactory<>(type)))
                .build()
                .scheduleSnapshot(type, id.toString());
    }
}
