package io.shopledger.query.projection;

import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.DeadLetter;

/** A projection's dead letters: an event joins those of its entity only while nobody else is retrying them. */
public final class SetAsideQueue extends JdbcSequencedDeadLetterQueue<EventMessage<?>> {
    private final String projection;
    private final EntityLock lock;

    public SetAsideQueue(String projection, Builder<EventMessage<?>> settings, EntityLock lock) {
        super(settings.processingGroup(projection));
        this.projection = projection;
        this.lock = lock;
    }

    @Override
    public boolean enqueueIfPresent(
            Object sequenceIdentifier, Supplier<DeadLetter<? extends EventMessage<?>>> letterBuilder) {
        if (!contains(sequenceIdentifier)) {
            return false;
        }
        lock.take(projection, sequenceIdentifier.toString());
        if (isFull(sequenceIdentifier)) {
            return contains(
                    sequenceIdentifier); // it waits as well: what makes the rows anew reads the stream, not the letters
        }
        return super.enqueueIfPresent(sequenceIdentifier, letterBuilder); // asks again, now that nobody interferes
    }
}
