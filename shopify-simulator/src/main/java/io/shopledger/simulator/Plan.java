package io.shopledger.simulator;

/**
 * The store's plan, which sets how much the Admin API allows
 * (https://shopify.dev/docs/api/usage/limits); buckets are twenty times the restore rate, as users saw.
 */
public enum Plan {
    STANDARD(100),
    ADVANCED(200),
    PLUS(1_000),
    /** Never throttles; what it reports is only there to be reported. */
    UNLIMITED(50_000);

    private static final int SECONDS = 20;

    private final int restoreRate;

    Plan(int restoreRate) {
        this.restoreRate = restoreRate;
    }

    /** Points a second. */
    int restoreRate() {
        return restoreRate;
    }

    /** Points in the full bucket. */
    int bucket() {
        return restoreRate * SECONDS;
    }
}
