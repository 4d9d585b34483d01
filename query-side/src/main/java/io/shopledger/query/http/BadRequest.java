package io.shopledger.query.http;

/** The request cannot be understood. The message is shown: it names the parameter and the form expected. */
public final class BadRequest extends RuntimeException {
    public BadRequest(String message) {
        super(message);
    }
}
