package io.shopledger.app.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** So many a minute for each of many, all at once or spread; who was silent for as long has all of them again. */
final class Allowance<K> {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_KNOWN = 100_000;

    private final long perMinute;
    private final TimeMeter clock;
    /** Who is forgotten after two silent minutes had all of it again. */
    private final Cache<K, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .maximumSize(MOST_KNOWN)
            .build();

    Allowance(long perMinute, TimeMeter clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Takes one. @return 0 where there was one; else after how many whole seconds, at least 1, there is one again */
    long take(K who) {
        ConsumptionProbe probe = buckets.get(who, unknown -> full()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : Math.max(1, (long) Math.ceil(probe.getNanosToWaitForRefill() / 1e9));
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .withCustomTimePrecision(clock)
                .build();
    }
}
