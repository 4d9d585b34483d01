package io.shopledger.query.audit;

import io.shopledger.Actor;
import io.shopledger.Origin;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderId;
import io.shopledger.query.http.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Reads an order's events from the event store, the one place that cannot be out of date. */
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
    public Optional<HistoryPage> of(OrderId id, long from, int limit) {
        DomainEventStream stream = events.readEvents(id.toString(), from);
        List<HistoryPage.Happened> found = new ArrayList<>();
        while (stream.hasNext() && found.size() < limit) {
            found.add(happened(stream.next()));
        }
        if (found.isEmpty() && from == 0) {
            return Optional.empty();
        }
        return Optional.of(new HistoryPage(
                found,
                stream.hasNext() ? Cursor.at(ORDER, found.get(found.size() - 1).sequence() + 1) : null));
    }

    /** @return the number in the stream at which the part after a cursor begins */
    public static long position(String cursor) {
        return Math.max(0, Cursor.read(ORDER, cursor));
    }

    private static HistoryPage.Happened happened(DomainEventMessage<?> message) {
        if (!(message.getPayload() instanceof OrderEvent event)) {
            // Written by a newer version of us: that it happened is told, what it says is not known here.
            return new HistoryPage.Happened(
                    message.getPayloadType().getSimpleName(),
                    message.getSequenceNumber(),
                    null,
                    message.getTimestamp(),
                    null,
                    List.of(),
                    null);
        }
        List<HistoryPage.Learned> learned = OrderChangesTold.learned(event);
        return new HistoryPage.Happened(
                event.getClass().getSimpleName(),
                message.getSequenceNumber(),
                event.origin().at(),
                message.getTimestamp(),
                source(event.origin()),
                OrderChangesTold.changes(event),
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
