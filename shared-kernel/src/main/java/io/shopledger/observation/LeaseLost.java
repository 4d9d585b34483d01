package io.shopledger.observation;

/** Another worker holds the partition by now; what this one has prepared is void. */
public final class LeaseLost extends RuntimeException {
    public LeaseLost(String message) {
        super(message);
    }
}
