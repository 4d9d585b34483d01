package io.shopledger.command.http;

/** What was asked for is not there. The message is shown: it says where to look instead. */
public final class NotFound extends RuntimeException {
    public NotFound(String message) {
        super(message);
    }
}
