package io.shopledger.command.eventstore;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.shopledger.observation.EventStoreFailure;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Tells what is Axon Server's failure, or a conflict in it, from what is wrong with one event. */
final class AxonServerFailures {
    private static final Set<ErrorCode> TOO_LARGE =
            EnumSet.of(ErrorCode.EVENT_PAYLOAD_TOO_LARGE, ErrorCode.GRPC_MESSAGE_TOO_LARGE);

    private static final int DEEPEST = 20;

    private AxonServerFailures() {}

    static boolean isTheServers(Throwable failure) {
        boolean its = false;
        for (Throwable cause = failure; cause != null && cause.getCause() != cause; cause = cause.getCause()) {
            if (isTooLarge(cause)) {
                return false; // it would be as large the next time
            }
            its |= cause instanceof StatusRuntimeException
                    || cause instanceof StatusException
                    || cause instanceof AxonServerException
                    || cause instanceof EventStoreException
                    || cause instanceof ConcurrencyException
                    || cause instanceof AggregateStreamCreationException
                    || cause instanceof TimeoutException;
        }
        return its;
    }

    /** @throws EventStoreFailure instead of what the server's absence causes */
    static <T> T told(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (RuntimeException failure) {
            throw told(failure);
        }
    }

    /** @return what is to be thrown instead */
    static RuntimeException told(RuntimeException failure) {
        return isAway(failure) ? new EventStoreFailure(failure) : failure;
    }

    private static boolean isAway(Throwable failure) {
        return isTheServers(failure)
                && Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .limit(DEEPEST)
                        .noneMatch(cause -> cause instanceof ConcurrencyException
                                || cause instanceof AggregateStreamCreationException);
    }

    private static boolean isTooLarge(Throwable cause) {
        return cause instanceof AxonServerException told && TOO_LARGE.contains(told.errorCode())
                || cause instanceof StatusRuntimeException asked
                        && asked.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED;
    }
}
