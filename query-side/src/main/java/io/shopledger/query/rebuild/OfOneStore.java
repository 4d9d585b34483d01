package io.shopledger.query.rebuild;

import io.shopledger.StoreId;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.jspecify.annotations.Nullable;

/** Handles what happened in one store, as far as an event's own time has to tell that it was known. */
final class OfOneStore implements EventMessageHandler {
    private final EventMessageHandler handlers;
    private final String store;
    private final @Nullable Instant knownAt;

    /** @param knownAt absent where a position tells what was known */
    OfOneStore(EventMessageHandler handlers, StoreId store, @Nullable Instant knownAt) {
        this.handlers = handlers;
        this.store = "/" + store + "/";
        this.knownAt = knownAt;
    }

    @Override
    public boolean canHandle(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> one
                && isOfTheStore(one.getAggregateIdentifier())
                && (knownAt == null || !event.getTimestamp().isAfter(knownAt))
                && handlers.canHandle(event);
    }

    /** Keys begin with the kind's word, and go on with the store. */
    private boolean isOfTheStore(String stream) {
        int end = stream.indexOf('/');
        return end > 0 && stream.startsWith(store, end);
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return handlers.canHandleType(payloadType);
    }

    @Override
    public @Nullable Object handle(EventMessage<?> event) throws Exception {
        return handlers.handle(event);
    }

    @Override
    public boolean supportsReset() {
        return false;
    }
}
