package io.shopledger.observation;

/** Decides pages. Command-side implements it; the adapter's dispatcher calls it. */
public interface PageDecider {

    /**
     * Decides a page in one unit of work: all of it or, where this throws, nothing.
     *
     * @throws LeaseLost when the page is no longer this worker's to decide
     */
    void decide(Page page);

    /** Forgets what is cached of a partition: another worker may have written to it meanwhile. */
    void forget(int partition);
}
