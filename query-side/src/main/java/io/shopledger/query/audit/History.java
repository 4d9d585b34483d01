package io.shopledger.query.audit;

import io.shopledger.Actor;
import io.shopledger.Origin;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.query.http.Cursor;
import io.shopledger.store.StoreEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads an entity's events from the event store, the one place that cannot be out of date. */
@Component
public class History {
    private static final String ORDER = "sequence";

    private final EventStore events;

    History(EventStore events) {
        this.events = events;
    }

    /**
     * @param from the first event's number in the stream
     * @return empty when the stream holds no event at all
     */
    public Optional<HistoryPage> of(String streamKey, long from, int limit) {
        return of(streamKey, from, limit, HistoryFilter.NONE);
    }

    Optional<HistoryPage> of(String streamKey, long from, int limit, HistoryFilter wanted) {
        DomainEventStream stream = events.readEvents(streamKey, from);
        if (!stream.hasNext() && from == 0) {
            return Optional.empty();
        }
        List<HistoryPage.Happened> found = new ArrayList<>();
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            if (!wanted.passes(message)) {
                continue;
            }
            if (found.size() == limit) {
                return Optional.of(new HistoryPage(found, Cursor.at(ORDER, message.getSequenceNumber())));
            }
            found.add(happened(message));
        }
        return Optional.of(new HistoryPage(found, null));
    }

    /** @return the stream's events from the very first on, and no snapshot in their place; read some at a time */
    DomainEventStream events(String streamKey) {
        return events.readEvents(streamKey, 0);
    }

    /** @return the number in the stream at which the part after a cursor begins */
    public static long position(String cursor) {
        return Math.max(0, Cursor.read(ORDER, cursor));
    }

    /** @return the event as it is told */
    static HistoryPage.Happened happened(DomainEventMessage<?> message) {
        Object event = message.getPayload();
        if (event instanceof StoreEvent store) {
            return happened(message, store.at(), null, StoreTold.changes(store), List.of());
        }
        Tellings.Told told = Tellings.tell(event).orElse(null);
        if (told == null || !(event instanceof ObservedEvent observed)) {
            // Written by a newer version of us: that it happened is told, what it says is not known here.
            return happened(message, null, null, List.of(), List.of());
        }
        Origin origin = observed.origin();
        return happened(message, origin.at(), source(origin), told.changes(), told.learned());
    }

    private static HistoryPage.Happened happened(
            DomainEventMessage<?> message,
            @Nullable Instant at,
            HistoryPage.@Nullable Source source,
            List<Changes.Change> changes,
            List<HistoryPage.Learned> learned) {
        return new HistoryPage.Happened(
                message.getPayloadType().getSimpleName(),
                message.getSequenceNumber(),
                at,
                message.getTimestamp(),
                source,
                changes,
                learned.isEmpty() ? null : learned);
    }

    private static HistoryPage.Source source(Origin origin) {
        Actor actor = origin.actor();
        return new HistoryPage.Source(
                origin.via().name().toLowerCase(Locale.ROOT),
                origin.id(),
                origin.heardAt(),
                actor == null ? null : new HistoryPage.Who(actor.kind(), actor.id()));
    }
}
