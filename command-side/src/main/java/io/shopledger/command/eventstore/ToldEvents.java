package io.shopledger.command.eventstore;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;

/** An entity's events from Axon Server, which is asked while they are read, and whose absence is said plainly. */
record ToldEvents(DomainEventStream stream) implements DomainEventStream {
    @Override
    public boolean hasNext() {
        return AxonServerFailures.told(stream::hasNext);
    }

    @Override
    public DomainEventMessage<?> next() {
        return AxonServerFailures.told(stream::next);
    }

    @Override
    public DomainEventMessage<?> peek() {
        return AxonServerFailures.told(stream::peek);
    }

    @Override
    public Long getLastSequenceNumber() {
        return stream.getLastSequenceNumber();
    }
}
