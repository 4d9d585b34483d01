package io.shopledger.query.http;

/** An answer of many lines failed in the midst of it. */
public final class BrokenOff extends RuntimeException {
    public BrokenOff(Throwable cause) {
        super("An answer broke off", cause);
    }
}
