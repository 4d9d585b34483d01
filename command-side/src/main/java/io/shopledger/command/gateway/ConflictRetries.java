package io.shopledger.command.gateway;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Dispatches a command again that lost to a concurrent append: up to five times, a little later each time. Nothing else is
 * repeated, and nothing from inside another unit of work, which is repeated as a whole.
 */
final class ConflictRetries implements RetryScheduler, AutoCloseable {
    static final int MOST = 5;

    private static final long SHORTEST_MILLIS = 10;

    private final ScheduledExecutorService later;

    ConflictRetries(ScheduledExecutorService later) {
        this.later = later;
    }

    /** @return whether somebody else appended to the same stream first */
    static boolean isConflict(Throwable failure) {
        return failure instanceof ConcurrencyException || failure instanceof AggregateStreamCreationException;
    }

    @Override
    public boolean scheduleRetry(
            CommandMessage command,
            RuntimeException lastFailure,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatch) {
        if (!isConflict(lastFailure) || failures.size() > MOST || CurrentUnitOfWork.isStarted()) {
            return false;
        }
        long longest = SHORTEST_MILLIS << failures.size();
        try {
            later.schedule(
                    dispatch,
                    ThreadLocalRandom.current().nextLong(SHORTEST_MILLIS, longest + 1),
                    TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException shuttingDown) {
            return false;
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
