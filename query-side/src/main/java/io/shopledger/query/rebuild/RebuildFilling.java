package io.shopledger.query.rebuild;

import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.TellableCause;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.ThrowableCause;

/** Tables that are to take the served ones' place: an event fails them, unless those have its entity held back as well. */
record RebuildFilling(Hold hold, String schema, HeldBack heldBack) implements Filling {

    @Override
    public void cannotUse(Projection projection, EventMessage<?> event, Exception failure) {
        String stream = event instanceof DomainEventMessage<?> one ? one.getAggregateIdentifier() : "";
        if (heldBack.isHeld(projection, stream)) {
            return;
        }
        ThrowableCause why = TellableCause.of(failure);
        throw new RebuildFailed("%s cannot use event %s of %s, %s: %s (%s)"
                .formatted(
                        projection.name(),
                        event instanceof DomainEventMessage<?> one ? one.getSequenceNumber() : "?",
                        stream,
                        event.getPayloadType().getSimpleName(),
                        why.message(),
                        why.type()));
    }
}
