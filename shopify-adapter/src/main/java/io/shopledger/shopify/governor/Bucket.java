package io.shopledger.shopify.governor;

import io.shopledger.shopify.governor.KnownSizes.Size;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One store's points. What Shopify tells after each answer is the truth of that moment; calls under way are taken off it,
 * since nobody knows whether it counts them yet.
 */
final class Bucket {
    /** What is supposed before the first answer: less than any plan has, so that the first calls are not too many. */
    private static final double FIRST_MAXIMUM = 1_000;

    private static final double FIRST_RATE = 50;
    private static final double MILLIS = 1_000.0;

    private final double backgroundShare;
    private double maximum = FIRST_MAXIMUM;
    private double rate = FIRST_RATE;
    private double available = FIRST_MAXIMUM;
    private double underWay;
    private int peopleWaiting;

    /** What a bucket of the size last known holds more than what is supposed to be there for calls. */
    private double toldMore;

    private Instant at;

    /** @param known its size as it was last told, where that is known: told to people, but not relied on by calls */
    Bucket(double backgroundShare, @Nullable Size known, Instant now) {
        this.backgroundShare = backgroundShare;
        this.at = now;
        if (known != null) {
            rate = known.restoreRate();
            toldMore = Math.max(0, known.maximum() - FIRST_MAXIMUM);
        }
    }

    /** @return zero where the points are taken; else how long to wait until there may be enough */
    synchronized Duration take(double points, Priority priority, Instant now) {
        flow(now);
        double needed = Math.min(maximum, points + kept(priority));
        if (available < needed) {
            return Duration.ofMillis((long) Math.ceil((needed - available) / rate * MILLIS));
        }
        if (priority == Priority.BACKGROUND && peopleWaiting > 0) {
            return Duration.ofMillis((long) Math.ceil(points / rate * MILLIS));
        }
        available -= points;
        underWay += points;
        return Duration.ZERO;
    }

    synchronized void personWaits(int more) {
        peopleWaiting += more;
    }

    /**
     * The call is over.
     *
     * @param charged what it cost in the end; null where nobody knows, then the whole reservation counts
     * @param told what Shopify tells of the bucket, where it does
     */
    synchronized void settle(double reserved, @Nullable Integer charged, @Nullable Told told, Instant now) {
        flow(now);
        underWay = Math.max(0, underWay - reserved);
        if (told != null) {
            toldMore = 0;
            maximum = told.maximum();
            rate = told.restoreRate();
            available = told.available() - underWay;
        } else if (charged != null) {
            available = Math.min(maximum, available + reserved - charged);
        }
    }

    /** Shopify says that it is empty: others use it, too, or we have supposed too much. */
    synchronized void empty(Instant now) {
        flow(now);
        available = Math.min(available, -underWay);
    }

    synchronized long remaining(Instant now) {
        flow(now);
        return (long) Math.max(0, Math.floor(available + toldMore));
    }

    synchronized long secondsUntilFull(Instant now) {
        flow(now);
        return (long) Math.ceil(Math.max(0, maximum - available) / rate);
    }

    private double kept(Priority priority) {
        return priority == Priority.PEOPLE ? 0 : maximum * (1 - backgroundShare);
    }

    private void flow(Instant now) {
        double seconds = Math.max(0, Duration.between(at, now).toMillis()) / MILLIS;
        if (seconds > 0) {
            available = Math.min(maximum, available + seconds * rate);
            at = now;
        }
    }

    /** What Shopify tells of a bucket. */
    record Told(double maximum, double available, double restoreRate) {}
}
