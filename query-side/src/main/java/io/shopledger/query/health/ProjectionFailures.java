package io.shopledger.query.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Remembers which projection failed last, and lets the failure through: its batch is rolled back and tried again. Axon
 * forgets a failure when it gives the segment up, and so cannot be asked.
 */
@Component
public class ProjectionFailures implements ErrorHandler {
    /** Twice the longest pause between two tries: a failure that lasts is never forgotten in between. */
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private final Map<String, Failure> last = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Failure(String kind, Instant at) {}

    ProjectionFailures(ObjectProvider<Clock> clock) {
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    @Override
    public void handleError(ErrorContext failed) throws Exception {
        if (!(failed.error()
                instanceof UnableToClaimTokenException)) { // another process, or a swap, took the segment over
            last.put(
                    failed.eventProcessor(),
                    new Failure(failed.error().getClass().getSimpleName(), clock.instant()));
        }
        PropagatingErrorHandler.instance().handleError(failed);
    }

    /** @return the kind of a failure just now, not its message: that may hold what it failed on */
    Optional<String> of(String projection) {
        return Optional.ofNullable(last.get(projection))
                .filter(failure -> failure.at().isAfter(clock.instant().minus(REMEMBERED)))
                .map(Failure::kind);
    }
}
