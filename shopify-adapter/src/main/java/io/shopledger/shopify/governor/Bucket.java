package io.shopledger.shopify.governor;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One store's points as they are at one moment. What Shopify tells after each answer is the truth of that moment; calls under
 * way are taken off it, since nobody knows whether it counts them yet.
 */
final class Bucket {
    /** What is supposed before the first answer: less than any plan has, so that the first calls are not too many. */
    private static final double FIRST_MAXIMUM = 1_000;

    private static final double FIRST_RATE = 50;
    private static final double MILLIS = 1_000.0;

    /** What was told so long ago says nothing of what is there now: others may use the bucket, too. */
    private static final Duration TRUSTED = Duration.ofMinutes(10);

    /** Somebody who waits looks again before that. */
    private static final Duration WAITS = Governor.LONGEST_NAP.plusMillis(250);

    private double maximum;
    private double rate;
    private double available;

    /** What is supposed to be there besides, and not relied on by calls. */
    private double supposedMore;

    private Instant asOf;
    private @Nullable Instant toldAt;
    private @Nullable Instant peopleUntil;

    /**
     * What is kept of a bucket.
     *
     * @param maximum points of a full one
     * @param rate points a second that flow into it
     * @param available points for calls
     * @param supposedMore points besides those that nobody relies on
     * @param asOf when it was so
     * @param toldAt when Shopify last told of it
     * @param peopleUntil until when somebody waits
     */
    record State(
            double maximum,
            double rate,
            double available,
            double supposedMore,
            Instant asOf,
            @Nullable Instant toldAt,
            @Nullable Instant peopleUntil) {
        /** Of which nobody told yet. */
        static State first(Instant now) {
            return new State(FIRST_MAXIMUM, FIRST_RATE, FIRST_MAXIMUM, 0, now, null, null);
        }
    }

    Bucket(State state, Instant now) {
        maximum = state.maximum();
        rate = state.rate();
        available = state.available();
        supposedMore = state.supposedMore();
        asOf = state.asOf();
        toldAt = state.toldAt();
        peopleUntil = state.peopleUntil();
        flow(now);
        if (toldAt != null && supposedMore == 0 && Duration.between(toldAt, now).compareTo(TRUSTED) > 0) {
            supposedMore = Math.max(0, available - FIRST_MAXIMUM);
            available -= supposedMore;
        }
    }

    State state() {
        return new State(maximum, rate, available, supposedMore, asOf, toldAt, peopleUntil);
    }

    /**
     * @param backgroundShare part of the bucket that the background may use
     * @return zero where the points are taken; else how long to wait until there may be enough
     */
    Duration take(double points, Priority priority, double backgroundShare) {
        boolean person = priority == Priority.PEOPLE;
        double most = maximum - supposedMore;
        double needed = Math.min(most, points + (person ? 0 : most * (1 - backgroundShare)));
        if (available < needed) {
            if (person) {
                peopleUntil = asOf.plus(WAITS);
            }
            return Duration.ofMillis((long) Math.ceil((needed - available) / rate * MILLIS));
        }
        if (!person && peopleUntil != null && asOf.isBefore(peopleUntil)) {
            return Duration.ofMillis((long) Math.ceil(points / rate * MILLIS));
        }
        if (person) {
            peopleUntil = null; // who else waits says so again
        }
        available -= points;
        return Duration.ZERO;
    }

    /**
     * A call is over.
     *
     * @param charged what it cost in the end; null where nobody knows, then the whole reservation counts
     */
    void settle(double reserved, @Nullable Integer charged) {
        if (charged != null) {
            available = Math.min(maximum - supposedMore, available + reserved - charged);
        }
    }

    /** @param underWay points of the calls that are not over */
    void told(Told told, double underWay) {
        supposedMore = 0;
        maximum = told.maximum();
        rate = told.restoreRate();
        available = told.available() - underWay;
        toldAt = asOf;
    }

    /** Shopify says that it is empty: others use it, too, or we have supposed too much. */
    void empty(double underWay) {
        available = Math.min(available, -underWay);
    }

    long remaining() {
        return (long) Math.max(0, Math.floor(available + supposedMore));
    }

    long secondsUntilFull() {
        return (long) Math.ceil(Math.max(0, maximum - supposedMore - available) / rate);
    }

    private void flow(Instant now) {
        double seconds = Math.max(0, Duration.between(asOf, now).toMillis()) / MILLIS;
        if (seconds > 0) {
            available = Math.min(maximum - supposedMore, available + seconds * rate);
            asOf = now;
        }
    }

    /** What Shopify tells of a bucket. */
    record Told(double maximum, double available, double restoreRate) {}
}
