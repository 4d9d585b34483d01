package io.shopledger.query.entity;

import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Folds a short stream from the event store: for what a caller was just told of, and asks for before its projection has made
 * the row or brought it up to date.
 */
@Component
public class NotYetARow {
    private final EventStore events;

    NotYetARow(EventStore events) {
        this.events = events;
    }

    /** @return empty when the stream holds no event of this kind */
    public <R extends Record, E> Optional<R> fold(Kind<R, E> kind, String stream) {
        @Nullable R record = null;
        DomainEventStream told = events.readEvents(stream);
        while (told.hasNext()) {
            Object event = told.next().getPayload();
            if (kind.events().isInstance(event)) {
                record = kind.after(record, kind.events().cast(event));
            }
        }
        return Optional.ofNullable(record);
    }
}
