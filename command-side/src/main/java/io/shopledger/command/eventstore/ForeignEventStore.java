package io.shopledger.command.eventstore;

import java.util.Collection;
import java.util.Map;

/**
 * An event store that is not the ledger's Postgres: it commits by itself, so that events may be there without the ledger's
 * rows about them.
 */
public interface ForeignEventStore {

    /**
     * @return the number of each stream's last event, where it has one; no append that another has begun before, and that
     *     is not under way any more, can add to it
     */
    Map<String, Long> lastSequences(Collection<String> streams);

    /** @return whether it could not be used or something else was appended first, so that no event is at fault */
    boolean isTheReason(Throwable failure);
}
