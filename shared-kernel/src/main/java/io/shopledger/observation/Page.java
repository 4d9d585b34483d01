package io.shopledger.observation;

import java.util.List;

/**
 * Up to 250 observations that are decided in one unit of work. {@link #claim} and {@link #finish} run in its transaction:
 * the first before anything is read, the second when all is decided and before the events are appended.
 */
public interface Page {

    /** @throws LeaseLost when another worker holds one of the partitions concerned */
    void claim() throws LeaseLost;

    /** @return in the order in which they are to be decided */
    List<? extends Observation> observations();

    /** @param decisions one per observation, in the same order */
    void finish(List<Decision> decisions);
}
