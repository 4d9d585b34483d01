package io.shopledger.shopify.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a topic usually comes, by the seven days up to its last delivery.
 *
 * @param days on how many of them it came
 * @param largestGap between two deliveries
 * @param heardAt when the last one came, to the minute
 * @param listeningSince silence before it says nothing
 */
record Rhythm(
        long deliveries,
        int days,
        Duration largestGap,
        @Nullable Instant heardAt,
        Instant listeningSince) {
    static final int DAYS = 7;
    private static final int USUAL_DELIVERIES = 20;

    /** So that it has been seen to sleep: what came in one rush says nothing of nights. */
    private static final int USUAL_DAYS = 3;

    private static final Duration LEAST = Duration.ofHours(6);
    private static final int TIMES = 5;

    /** @return the silence after which something is wrong; absent where it does not come often enough to say */
    @Nullable
    Duration patience() {
        if (heardAt == null || deliveries < USUAL_DELIVERIES || days < USUAL_DAYS) {
            return null;
        }
        Duration usual = largestGap.multipliedBy(TIMES);
        return usual.compareTo(LEAST) > 0 ? usual : LEAST;
    }

    boolean isSilentTooLong(Instant now) {
        Duration patience = patience();
        return patience != null && quietSince().plus(patience).isBefore(now);
    }

    private Instant quietSince() {
        return heardAt == null || heardAt.isBefore(listeningSince) ? listeningSince : heardAt;
    }
}
