package io.shopledger.shopify.json;

/** Shopify's JSON is not what its documentation says. The message names fields and forms, never a value. */
public final class Unreadable extends RuntimeException {
    public Unreadable(String message) {
        super(message, null, false, false); // a verdict on data: where in our code it was found helps nobody
    }
}
