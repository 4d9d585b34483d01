package io.shopledger.shopify.governor;

import io.micrometer.core.instrument.MeterRegistry;
import io.shopledger.StoreId;
import io.shopledger.shopify.governor.Buckets.Take;
import io.shopledger.store.ShopifyBudget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Paces the calls to each store by its budget, which all processes share: points are reserved before a call and paid back
 * after it.
 */
@Component
public class Governor implements ShopifyBudget {
    /** What one call may cost at most: what a page of unknown cost is supposed to cost. */
    private static final int MOST_A_CALL = 1_000;

    /** What one thing is supposed to cost as long as nobody knows. */
    private static final int ONE_THING = 100;

    /** So that points paid back meanwhile are not overlooked for long. */
    static final Duration LONGEST_NAP = Duration.ofSeconds(1);

    /** What flows in meanwhile is not lost: only a full bucket loses. Each look is a transaction. */
    private static final Map<Priority, Duration> SHORTEST_NAP =
            Map.of(Priority.PEOPLE, Duration.ofMillis(20), Priority.BACKGROUND, Duration.ofMillis(100));

    private final GovernorSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Waiting waiting;
    private final Buckets buckets;

    /** What a call of this shape asked for last time. */
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    Governor(GovernorSettings settings, MeterRegistry meters, Clock clock, Waiting waiting, Buckets buckets) {
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        this.waiting = waiting;
        this.buckets = buckets;
    }

    /** There were not enough points in time. */
    public static final class Impatient extends RuntimeException {
        private final transient Duration pause;

        Impatient(Duration pause) {
            super("The store's Shopify budget is used up");
            this.pause = pause;
        }

        /** @return when there may be enough */
        public Duration pause() {
            return pause;
        }
    }

    /** Points taken for one call; to be given back by one of its methods. */
    public final class Reservation {
        private final StoreId store;
        private final long use;
        private final String shape;
        private final int points;

        private Reservation(StoreId store, long use, String shape, int points) {
            this.store = store;
            this.use = use;
            this.shape = shape;
            this.points = points;
        }

        /**
         * The call was answered.
         *
         * @param requested what a call of this shape asks for
         * @param charged absent where it did not run
         */
        public void answered(
                String purpose,
                int requested,
                @Nullable Integer charged,
                double maximum,
                double available,
                double restoreRate) {
            known.put(shape, requested);
            buckets.settle(store, use, points, charged, new Bucket.Told(maximum, available, restoreRate));
            account(purpose, charged);
        }

        /** The call was answered without a word about the bucket. */
        public void answeredWithoutBucket(String purpose, @Nullable Integer charged) {
            buckets.settle(store, use, points, charged, null);
            account(purpose, charged);
        }

        /** The bucket was empty. */
        public void throttled() {
            buckets.throttled(store, use);
        }

        /** Nobody knows what became of the call: it counts as what such calls are known to ask for. */
        public void lost() {
            buckets.settle(store, use, points, known.getOrDefault(shape, ONE_THING), null);
        }

        private void account(String purpose, @Nullable Integer charged) {
            if (charged != null) {
                meters.counter("shopledger.shopify.points", "purpose", purpose).increment(charged);
            }
        }
    }

    /**
     * Takes the points that a call of this shape needs, and waits for them where it must.
     *
     * @param shape calls of one shape cost about the same
     * @param isPage whether it asks for many things at once
     * @throws Impatient when they do not come in time
     */
    public Reservation reserve(StoreId store, String shape, boolean isPage, Priority priority)
            throws InterruptedException {
        int points = known.getOrDefault(shape, isPage ? MOST_A_CALL : ONE_THING);
        Instant until = clock.instant().plus(settings.patience(priority));
        for (Take take = buckets.take(store, points, priority); ; take = buckets.take(store, points, priority)) {
            Duration pause = take.pause();
            if (pause.isZero()) {
                return new Reservation(store, take.use(), shape, points);
            }
            if (clock.instant().plus(pause).isAfter(until)) {
                throw new Impatient(pause);
            }
            waiting.pause(nap(pause, priority));
        }
    }

    private static Duration nap(Duration pause, Priority priority) {
        Duration shortest = SHORTEST_NAP.getOrDefault(priority, Duration.ZERO);
        if (pause.compareTo(shortest) < 0) {
            return shortest;
        }
        return pause.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : pause;
    }

    /** Shopify told of the bucket in its answer to a call for which nothing was reserved. */
    public void told(StoreId store, double maximum, double available, double restoreRate) {
        buckets.told(store, new Bucket.Told(maximum, available, restoreRate));
    }

    /** Before the first answer it is a full bucket, of the size last told, or else smaller than any plan's. */
    @Override
    public Optional<Budget> of(StoreId store) {
        Bucket bucket = buckets.look(store);
        return Optional.of(new Budget(bucket.remaining(), bucket.secondsUntilFull()));
    }
}
