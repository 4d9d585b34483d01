package io.shopledger.query.projection;

import java.util.Arrays;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.axonframework.messaging.deadletter.ThrowableCause;

/**
 * Why an event was set aside, without what it holds: a message of ours names fields and ids, one of a library's may quote
 * the content, and of that only the place is kept.
 */
public final class TellableCause {
    private static final String OURS = "io.shopledger.";
    private static final int MOST_CHARACTERS = 500;

    private TellableCause() {}

    /** @return every failure sets its event aside, with its tellable cause */
    public static EnqueuePolicy<EventMessage<?>> setAside() {
        return (letter, failure) -> Decisions.enqueue(of(failure));
    }

    /** @return what may be told of a failure */
    public static ThrowableCause of(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        boolean thrownByUs = trace.length > 0 && trace[0].getClassName().startsWith(OURS);
        String message = thrownByUs && failure.getMessage() != null ? failure.getMessage() : place(trace);
        return new ThrowableCause(
                failure.getClass().getName(),
                message.length() > MOST_CHARACTERS ? message.substring(0, MOST_CHARACTERS) + "…" : message);
    }

    private static String place(StackTraceElement[] trace) {
        return Arrays.stream(trace)
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> "failed in %s.%s, line %d"
                        .formatted(
                                frame.getClassName()
                                        .substring(frame.getClassName().lastIndexOf('.') + 1),
                                frame.getMethodName(),
                                frame.getLineNumber()))
                .orElse("failed before it reached the projection");
    }
}
