package io.shopledger.command.gateway;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Which streams have begun. It is asked before an aggregate is loaded, for a load that finds nothing is logged as a fault. */
@Component
public class KnownStreams {
    private final EventStore events;

    public KnownStreams(EventStore events) {
        this.events = events;
    }

    /** @param stream such as {@code store/7} */
    public boolean contains(String stream) {
        return events.lastSequenceNumberFor(stream).isPresent();
    }
}
