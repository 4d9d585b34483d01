package io.shopledger.command.http;

/** The request cannot be understood. The message is shown: it names what is wrong and the form expected. */
public final class BadRequest extends RuntimeException {
    public BadRequest(String message) {
        super(message);
    }
}
