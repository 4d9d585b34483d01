package io.shopledger.shopify.graphql;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.governor.Waiting;
import io.shopledger.shopify.graphql.ShopifyFailure.Throttled;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Repeats what may succeed the next time: exponentially later, never all at once, never sooner than Shopify asks. */
@Component
class Repetition {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final double GROWTH = 2;
    private static final double JITTER = 0.5;

    /** On top of a pause that Shopify names. */
    private static final double MORE_AT_MOST = 0.25;

    private static final Map<Priority, Integer> ATTEMPTS = Map.of(Priority.PEOPLE, 4, Priority.BACKGROUND, 8);

    private final IntervalFunction growing =
            IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, GROWTH, JITTER, LONGEST_PAUSE);
    private final Map<Priority, Retry> retries = new EnumMap<>(Priority.class);
    private final Waiting waiting;

    Repetition(Waiting waiting) {
        this.waiting = waiting;
        ATTEMPTS.forEach((priority, attempts) -> retries.put(
                priority,
                Retry.of(
                        "shopify-" + priority,
                        RetryConfig.custom()
                                .maxAttempts(attempts)
                                .retryOnException(
                                        failure -> (failure instanceof Throttled || failure instanceof Unreachable)
                                                && !Thread.currentThread().isInterrupted())
                                .intervalBiFunction((attempt, outcome) -> wait(attempt, outcome.getLeft()))
                                .build())));
    }

    /** @param repeatable whether a second effect would be none */
    <T> T of(Priority priority, boolean repeatable, Supplier<T> call) {
        Retry retry = retries.get(priority);
        return repeatable && retry != null ? retry.executeSupplier(call) : call.get();
    }

    private long wait(int attempt, @Nullable Throwable failure) {
        try {
            waiting.pause(pause(attempt, failure));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt(); // the next attempt sees it
        }
        return 0;
    }

    private Duration pause(int attempt, @Nullable Throwable failure) {
        Duration asked = failure instanceof Throttled throttled
                ? throttled.pause
                : failure instanceof Unreachable unreachable ? unreachable.pause : null;
        if (asked == null) {
            return Duration.ofMillis(growing.apply(attempt));
        }
        double more = 1 + ThreadLocalRandom.current().nextDouble(MORE_AT_MOST);
        return Duration.ofMillis((long) Math.ceil(asked.toMillis() * more));
    }
}
