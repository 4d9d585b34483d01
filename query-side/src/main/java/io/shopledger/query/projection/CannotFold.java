package io.shopledger.query.projection;

import org.axonframework.messaging.deadletter.ThrowableCause;

/** An entity's rows could not be made anew: one of its events still cannot be used. The message is shown. */
public final class CannotFold extends RuntimeException {
    private final transient ThrowableCause why;

    CannotFold(String what, Throwable failure) {
        super(what, failure);
        this.why = TellableCause.of(failure);
    }

    ThrowableCause why() {
        return why;
    }
}
