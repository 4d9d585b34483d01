package io.shopledger.query.http;

import java.time.Instant;

/** What was asked for is known, but not of that time. The message is shown. */
public final class NotKnownYet extends RuntimeException {
    private final transient Instant since;

    /** @param since from when on it is known, by Shopify's time */
    public NotKnownYet(String message, Instant since) {
        super(message);
        this.since = since;
    }

    Instant since() {
        return since;
    }
}
