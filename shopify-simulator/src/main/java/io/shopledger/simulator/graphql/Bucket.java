package io.shopledger.simulator.graphql;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The points an app may spend at one store: full in the beginning, refilled steadily
 * (https://shopify.dev/docs/api/usage/limits). The points a call asks for are taken before it and those it did not use
 * given back.
 */
final class Bucket {
    private int maximum;
    private int restoreRate;
    private boolean bottomless;
    private final Clock clock;
    private double available;
    private Instant asOf;

    /** @param restoreRate points a second */
    Bucket(int maximum, int restoreRate, boolean bottomless, Clock clock) {
        this.maximum = maximum;
        this.restoreRate = restoreRate;
        this.bottomless = bottomless;
        this.clock = clock;
        this.available = maximum;
        this.asOf = clock.instant();
    }

    /** @return false where there are too few; nothing is taken then */
    synchronized boolean take(int points) {
        refill();
        if (!bottomless && available < points) {
            return false;
        }
        available = Math.max(0, available - points);
        return true;
    }

    synchronized void giveBack(int points) {
        refill();
        available = Math.min(maximum, available + points);
    }

    /** The store's plan is another one from now on: what is in it stays, as far as it holds that much. */
    synchronized void become(int maximum, int restoreRate) {
        refill();
        this.maximum = maximum;
        this.restoreRate = restoreRate;
        this.bottomless = false;
        this.available = Math.min(available, maximum);
    }

    synchronized Status status() {
        refill();
        return new Status(maximum, (int) Math.floor(available), restoreRate);
    }

    private void refill() {
        Instant now = clock.instant();
        if (now.isAfter(asOf)) {
            double seconds = Duration.between(asOf, now).toNanos() / 1e9;
            available = Math.min(maximum, available + seconds * restoreRate);
            asOf = now;
        }
    }

    /** As in {@code throttleStatus}. */
    record Status(int maximumAvailable, int currentlyAvailable, int restoreRate) {}
}
