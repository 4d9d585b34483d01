package io.shopledger.shopify.governor;

import io.micrometer.core.instrument.MeterRegistry;
import io.shopledger.StoreId;
import io.shopledger.shopify.governor.KnownSizes.Size;
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
 * Paces the calls to each store by its budget: points are reserved before a call and paid back after it. One process's
 * budget for now; a budget shared by all processes has its place behind these methods.
 */
@Component
public class Governor implements ShopifyBudget {
    /** What one call may cost at most: what a page of unknown cost is supposed to cost. */
    private static final int MOST_A_CALL = 1_000;

    /** What one thing is supposed to cost as long as nobody knows. */
    private static final int ONE_THING = 100;

    /** So that points paid back meanwhile are not overlooked for long. */
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

    private final GovernorSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Waiting waiting;
    private final KnownSizes sizes;
    private final Map<StoreId, Bucket> buckets = new ConcurrentHashMap<>();

    /** The sizes that are kept. */
    private final Map<StoreId, Size> kept = new ConcurrentHashMap<>();

    /** What a call of this shape asked for last time. */
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    Governor(GovernorSettings settings, MeterRegistry meters, Clock clock, Waiting waiting, KnownSizes sizes) {
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        this.waiting = waiting;
        this.sizes = sizes;
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
        private final Bucket bucket;
        private final String shape;
        private final int points;

        private Reservation(StoreId store, Bucket bucket, String shape, int points) {
            this.store = store;
            this.bucket = bucket;
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
            bucket.settle(points, charged, new Bucket.Told(maximum, available, restoreRate), clock.instant());
            keep(store, new Size(maximum, restoreRate));
            account(purpose, charged);
        }

        /** The call was answered without a word about the bucket. */
        public void answeredWithoutBucket(String purpose, @Nullable Integer charged) {
            bucket.settle(points, charged, null, clock.instant());
            account(purpose, charged);
        }

        /** The bucket was empty. */
        public void throttled() {
            Instant now = clock.instant();
            bucket.settle(points, null, null, now);
            bucket.empty(now);
        }

        /** Nobody knows what became of the call: it counts as what such calls are known to ask for. */
        public void lost() {
            bucket.settle(points, known.getOrDefault(shape, ONE_THING), null, clock.instant());
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
        Bucket bucket = bucket(store);
        int points = known.getOrDefault(shape, isPage ? MOST_A_CALL : ONE_THING);
        Instant until = clock.instant().plus(settings.patience(priority));
        boolean waits = false;
        try {
            for (Duration pause = bucket.take(points, priority, clock.instant());
                    !pause.isZero();
                    pause = bucket.take(points, priority, clock.instant())) {
                if (!waits && priority == Priority.PEOPLE) {
                    bucket.personWaits(1);
                    waits = true;
                }
                if (clock.instant().plus(pause).isAfter(until)) {
                    throw new Impatient(pause);
                }
                waiting.pause(pause.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : pause);
            }
        } finally {
            if (waits) {
                bucket.personWaits(-1);
            }
        }
        return new Reservation(store, bucket, shape, points);
    }

    /** Shopify told of the bucket in its answer to a call for which nothing was reserved. */
    public void told(StoreId store, double maximum, double available, double restoreRate) {
        bucket(store).settle(0, null, new Bucket.Told(maximum, available, restoreRate), clock.instant());
        keep(store, new Size(maximum, restoreRate));
    }

    private Bucket bucket(StoreId store) {
        return buckets.computeIfAbsent(
                store,
                fresh -> new Bucket(settings.backgroundShare(), sizes.of(store).orElse(null), clock.instant()));
    }

    private void keep(StoreId store, Size size) {
        if (!size.equals(kept.get(store)) && sizes.keep(store, size)) {
            kept.put(store, size);
        }
    }

    /** Before the first answer it is a full bucket, of the size last told, or else smaller than any plan's. */
    @Override
    public Optional<Budget> of(StoreId store) {
        Bucket bucket = bucket(store);
        Instant now = clock.instant();
        return Optional.of(new Budget(bucket.remaining(now), bucket.secondsUntilFull(now)));
    }
}
