package io.shopledger.shopify.http;

import org.springframework.http.HttpStatus;

/** A request that cannot be met; the message says what was wrong and what to do. */
public final class NotPossible extends RuntimeException {
    private final HttpStatus status;
    private final String type;

    private NotPossible(HttpStatus status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    public static NotPossible notFound(String message) {
        return new NotPossible(HttpStatus.NOT_FOUND, "not-found", message);
    }

    public static NotPossible badRequest(String message) {
        return new NotPossible(HttpStatus.BAD_REQUEST, "bad-request", message);
    }

    /** @param type stable, such as {@code invalid-state} */
    public static NotPossible forbidden(String type, String message) {
        return new NotPossible(HttpStatus.FORBIDDEN, type, message);
    }

    public static NotPossible conflict(String message) {
        return new NotPossible(HttpStatus.CONFLICT, "not-possible", message);
    }

    /** For a request that is understood and cannot be met. @param type stable, such as {@code credentials-refused} */
    public static NotPossible unprocessable(String type, String message) {
        return new NotPossible(HttpStatus.UNPROCESSABLE_CONTENT, type, message);
    }

    /** For a request that can be met as soon as something is set up. @param type stable */
    public static NotPossible conflict(String type, String message) {
        return new NotPossible(HttpStatus.CONFLICT, type, message);
    }

    HttpStatus status() {
        return status;
    }

    String type() {
        return type;
    }
}
