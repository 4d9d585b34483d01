package io.shopledger.command.eventstore;

import java.time.Duration;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Until when a unit of work's events may be appended to a foreign store. A process that was stopped for a while gives up
 * then, and so adds nothing behind the back of who took over from it.
 */
public final class AppendDeadline {
    /** From when the ledger says that an append may come. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String KEY = AppendDeadline.class.getName();

    private AppendDeadline() {}

    /** To be called before it is written down that an append may come. */
    public static void begin(UnitOfWork<?> work) {
        work.resources().put(KEY, System.nanoTime() + PATIENCE.toNanos());
    }

    /** @throws TransactionTimedOutException when it is too late */
    static void check() {
        Long until = CurrentUnitOfWork.map(work -> work.root().<Long>getResource(KEY))
                .orElse(null);
        if (until != null && System.nanoTime() - until > 0) {
            throw new TransactionTimedOutException("The events could not be appended in time");
        }
    }
}
