package io.shopledger.observation;

import java.util.Set;

/** Decides pages. Command-side implements it; the adapter's dispatcher calls it. */
public interface PageDecider {

    /**
     * Decides a page in one unit of work: all of it or, where this throws, nothing.
     *
     * @throws LeaseLost when the page is no longer this worker's to decide
     * @throws EventStoreFailure when a foreign event store is the reason
     */
    void decide(Page page);

    /** Forgets what is cached of a partition: another worker may have written to it meanwhile. */
    void forget(int partition);

    /** @return the partitions that no worker may take over yet: events of a killed one may still be on their way */
    default Set<Integer> heldBack() {
        return Set.of();
    }

    /** To be called where no other process can be at the database: nothing of a killed one is on its way any more. */
    default void buryTheDead() {}
}
