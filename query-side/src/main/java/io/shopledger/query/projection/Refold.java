package io.shopledger.query.projection;

import io.shopledger.query.http.NotPossible;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Ends an entity's waiting. Its rows are not continued from where they stopped but made anew from its whole stream, in one
 * transaction: the result is the fold of its events, whatever was lost or discarded before.
 */
@Component
public class Refold {
    private final EventStore events;
    private final TransactionManager transactions;
    private final ParameterResolverFactory parameters;
    private final ProjectionDeadLetters letters;
    private final EntityLock lock;
    private final ServedVersions served;
    private final Clock clock;

    Refold(
            EventStore events,
            TransactionManager transactions,
            ParameterResolverFactory parameters,
            ProjectionDeadLetters letters,
            EntityLock lock,
            ServedVersions served,
            ObjectProvider<Clock> clock) {
        this.events = events;
        this.transactions = transactions;
        this.parameters = parameters;
        this.letters = letters;
        this.lock = lock;
        this.served = served;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    /** What was done: how many letters ended, and which event the rows tell of last, if there are rows. */
    record Ended(int letters, OptionalLong version) {}

    /**
     * Makes the entity's rows anew and drops its letters.
     *
     * @throws CannotFold when an event still cannot be used; rows and letters are as before, with the cause written down
     */
    Ended retry(Projection projection, String entity) {
        try {
            return inOneTransaction(() -> {
                int ended = begin(projection, entity);
                if (ended == 0) {
                    return new Ended(0, OptionalLong.empty());
                }
                projection.forget(entity);
                return new Ended(ended, OptionalLong.of(fold(projection, entity)));
            });
        } catch (CannotFold still) {
            letters.triedInVain(projection.name(), entity, still.why(), clock.instant());
            throw still;
        }
    }

    /** Drops the entity's letters and leaves its row where it stopped, marked as incomplete. */
    Ended discard(Projection projection, String entity) {
        return inOneTransaction(() -> {
            int ended = begin(projection, entity);
            return new Ended(ended, ended == 0 ? OptionalLong.empty() : projection.markIncomplete(entity));
        });
    }

    private int begin(Projection projection, String entity) {
        lock.take(projection.name(), entity);
        served.ofOtherCode(projection.name()).ifPresent(version -> {
            throw new NotPossible(
                    "The tables of %s were filled by version %d of its code, this is version %d; nothing was changed. Ask again when a rebuild has made them anew, or ask the build of that version."
                            .formatted(projection.name(), version, projection.version()));
        });
        return letters.evict(projection.name(), entity);
    }

    /**
     * Handles all events of an entity whose rows were removed before, in the caller's unit of work.
     *
     * @return the number of the last one
     * @throws CannotFold when one cannot be used
     */
    public long fold(Projection projection, String entity) {
        EventMessageHandler handlers = new AnnotationEventHandlerAdapter(projection, parameters);
        DomainEventStream stream = events.readEvents(entity, 0);
        long next = 0;
        try {
            while (stream.hasNext()) {
                DomainEventMessage<?> event = stream.next();
                next = event.getSequenceNumber();
                handlers.handle(event);
                next++;
            }
        } catch (DataAccessException database) {
            throw database; // no event's fault
        } catch (Exception failure) {
            throw new CannotFold("event %d of %s".formatted(next, entity), failure);
        }
        if (next == 0) {
            throw new IllegalStateException("The event store holds no event of " + entity);
        }
        return next - 1;
    }

    private Ended inOneTransaction(Callable<Ended> work) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
        unit.attachTransaction(transactions);
        ResultMessage<Ended> result = unit.executeWithResult(work);
        if (result.isExceptional()) {
            Throwable failure = result.exceptionResult();
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        }
        return result.getPayload();
    }
}
