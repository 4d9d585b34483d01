package io.shopledger.query.http;

/** What was asked for cannot be done as things are. The message is shown: it says why. */
public final class NotPossible extends RuntimeException {
    public NotPossible(String message) {
        super(message);
    }
}
