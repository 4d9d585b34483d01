package io.shopledger.simulator.truth;

/** Hands out ids, ascending and never twice; order numbers likewise. */
final class Ids {
    private static final long FIRST_ID = 6_300_000_000_000L;
    /** Shopify's ids are not dense either. */
    private static final int STEP = 32_768;

    private static final int FIRST_NUMBER = 1001;

    private long nextId = FIRST_ID;
    private int nextNumber = FIRST_NUMBER;

    long next() {
        nextId += STEP;
        return nextId;
    }

    int nextNumber() {
        return nextNumber++;
    }

    long lastId() {
        return nextId;
    }

    int followingNumber() {
        return nextNumber;
    }

    /** Goes on behind what was handed out elsewhere. */
    void skipTo(long lastId, int followingNumber) {
        nextId = Math.max(nextId, lastId);
        nextNumber = Math.max(nextNumber, followingNumber);
    }
}
