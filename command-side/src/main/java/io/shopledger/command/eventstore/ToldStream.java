package io.shopledger.command.eventstore;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;

/** All events from Axon Server, as {@link ToldEvents} are one entity's. */
record ToldStream(TrackingEventStream stream) implements TrackingEventStream {
    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return AxonServerFailures.told(stream::peek);
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        try {
            return stream.hasNextAvailable(timeout, unit);
        } catch (RuntimeException failure) {
            throw AxonServerFailures.told(failure);
        }
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        try {
            return stream.nextAvailable();
        } catch (RuntimeException failure) {
            throw AxonServerFailures.told(failure);
        }
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        return stream.setOnAvailableCallback(callback);
    }

    @Override
    public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
        stream.skipMessagesWithPayloadTypeOf(ignored);
    }

    @Override
    public void close() {
        stream.close();
    }
}
