package io.shopledger.command.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.observation.Decision;
import io.shopledger.observation.Observation;
import io.shopledger.observation.ObservedEvent;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** One entity's real aggregate, events and decisions in memory, one unit of work for each observation. */
final class OneEntity<R extends Record & CanonicalRecord<R>, E extends ObservedEvent> {
    private final Object id;
    private final Fold<R, E> fold;
    private final Entities<R, ?, E> entities;
    private @Nullable Watermark mark;
    private int loads;

    /** The record after an event, given the one before. */
    interface Fold<R, E> {
        R after(@Nullable R before, E event);
    }

    OneEntity(Object id, Function<EventStore, Entities<R, ?, E>> kind, Fold<R, E> fold) {
        this.id = id;
        this.fold = fold;
        this.entities = kind.apply(EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine() {
                    @Override
                    public DomainEventStream readEvents(String aggregate, long first) {
                        loads++;
                        return super.readEvents(aggregate, first);
                    }
                })
                .build());
    }

    Decision decide(Observation seen) {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
        try {
            EntityPage<R> page = new EntityPage<>(entities.kind(), mark);
            Decision decision = page.decide(seen);
            work.commit();
            page.changed().ifPresent(changed -> mark = changed);
            return decision;
        } finally {
            if (work.isActive()) {
                work.rollback();
            }
        }
    }

    Watermark mark() {
        return Objects.requireNonNull(mark, "Nothing was decided yet");
    }

    /** @return how often its events were read */
    int loads() {
        return loads;
    }

    boolean isPlaced() {
        return mark != null && mark.hasEvents();
    }

    R known() {
        return entities.known(id);
    }

    List<E> events() {
        return entities.events(id);
    }

    /** Its events tell one story: they lead to what is known, none is in vain, and it goes and comes back in turn. */
    void isConsistent() {
        R running = null;
        boolean removed = false;
        for (E event : events()) {
            R after = fold.after(running, event);
            if (after.equals(running)) {
                String name = event.getClass().getSimpleName();
                boolean goes = name.endsWith("Removed") || name.endsWith("Disconnected");
                boolean comes = name.endsWith("Returned") || name.endsWith("Reconnected");
                assertThat(goes || comes).as("%s tells nothing", name).isTrue();
                assertThat(goes).as("gone and back in turn").isNotEqualTo(removed);
                removed = goes;
            }
            running = after;
        }
        assertThat(mark().sequence()).isEqualTo(events().size() - 1L);
        if (isPlaced()) {
            assertThat(running).isEqualTo(known());
            assertThat(mark().fingerprint()).isEqualTo(RecordFingerprint.of(known()));
            assertThat(mark().removed()).isEqualTo(removed);
        }
    }
}
