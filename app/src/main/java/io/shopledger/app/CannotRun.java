package io.shopledger.app;

import org.jspecify.annotations.Nullable;

/** What keeps the service from running and what the operator can do about it, as one line without a stack trace. */
public final class CannotRun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotRun(String message) {
        this(message, null);
    }

    public CannotRun(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
