package io.shopledger.command.observation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.shopledger.CanonicalRecord;
import io.shopledger.Origin;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.observation.Redaction;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One entity of a store as far as we know it. Whether an observation is newer than what we know is settled before it comes
 * here ({@link Newness}); the entity says what is different.
 *
 * @param <R> its record
 * @param <E> the family of its events
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public abstract class Observed<R extends Record & CanonicalRecord<R>, E extends ObservedEvent> {
    @AggregateIdentifier
    private @Nullable String stream;

    private @Nullable R known;
    private boolean removed;

    /** @return its first event, which holds all that was seen */
    protected abstract E first(Seen<R> seen);

    /** @return the events that lead from {@code known} to what was seen; none where nothing is different */
    protected abstract List<E> changes(R known, R seen, Origin origin);

    protected abstract E removal(Removal seen);

    protected abstract E comeback(Seen<R> seen);

    /** Told of kinds that have personal fields. */
    protected E redaction(Redaction demand) {
        throw new IllegalStateException(demand.stream() + " has nothing personal");
    }

    /** @return whether the entity is gone after this event; null where the event says nothing of that */
    protected abstract @Nullable Boolean gone(E event);

    protected abstract R fold(@Nullable R before, E event);

    final void place(Seen<R> seen) {
        apply(first(seen));
    }

    /** @return how many events it took to say what is different */
    final int observe(Seen<R> seen) {
        int events = 0;
        if (removed) {
            apply(comeback(seen));
            events++;
        }
        return events + take(seen.record(), seen.origin());
    }

    /** Takes these fields only of what was seen. @return how many events it took to say what is different */
    final int complete(Seen<R> seen, Set<String> fields) {
        return take(seen.record().only(fields), seen.origin());
    }

    private int take(R seen, Origin origin) {
        List<E> changes = changes(known(), seen, origin);
        changes.forEach(change -> apply(change));
        return changes.size();
    }

    final void observeRemoval(Removal seen) {
        if (!removed) {
            apply(removal(seen));
        }
    }

    /** @return how many events it took: none where it was redacted before */
    final int observeRedaction(Redaction demand) {
        if (known().equals(known().redacted())) {
            return 0;
        }
        apply(redaction(demand));
        return 1;
    }

    /** @return the key of its stream */
    protected final String stream() {
        return Objects.requireNonNull(stream, "An entity without its first event");
    }

    /** @return the record after everything that happened so far */
    public final R known() {
        if (known == null) {
            throw new IllegalStateException("An entity without its first event");
        }
        return known;
    }

    @EventSourcingHandler
    @SuppressWarnings("unchecked")
    final void on(ObservedEvent event) {
        E ours = (E) event;
        stream = event.stream();
        known = fold(known, ours);
        Boolean gone = gone(ours);
        if (gone != null) {
            removed = gone;
        }
    }
}
