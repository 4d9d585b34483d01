package io.shopledger.shopify.governor;

import io.shopledger.StoreId;
import io.shopledger.shopify.governor.Bucket.State;
import io.shopledger.shopify.governor.Bucket.Told;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Buckets of which only one process knows, by a clock that a test moves. */
final class BucketsInMemory implements Buckets {
    private final Clock clock;
    private final Map<StoreId, State> states = new HashMap<>();
    private final Map<StoreId, Map<Long, Double>> uses = new HashMap<>();
    private long last;

    BucketsInMemory(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Take take(StoreId store, double points, Priority priority) {
        return changed(store, bucket -> {
            Duration pause = bucket.take(points, priority, 0.8);
            if (pause.isZero()) {
                usesOf(store).put(++last, points);
            }
            return new Take(last, pause);
        });
    }

    @Override
    public synchronized void settle(
            StoreId store, long use, double reserved, @Nullable Integer charged, @Nullable Told told) {
        changed(store, bucket -> {
            double underWay = over(store, use);
            if (told == null) {
                bucket.settle(reserved, charged);
            } else {
                bucket.told(told, underWay);
            }
            return true;
        });
    }

    @Override
    public synchronized void throttled(StoreId store, long use) {
        changed(store, bucket -> {
            bucket.empty(over(store, use));
            return true;
        });
    }

    @Override
    public synchronized void told(StoreId store, Told told) {
        settle(store, 0, 0, null, told);
    }

    @Override
    public synchronized Bucket look(StoreId store) {
        return new Bucket(states.getOrDefault(store, State.first(clock.instant())), clock.instant());
    }

    private <T> T changed(StoreId store, Function<Bucket, T> change) {
        Bucket bucket = look(store);
        T done = change.apply(bucket);
        states.put(store, bucket.state());
        return done;
    }

    private double over(StoreId store, long use) {
        usesOf(store).remove(use);
        return usesOf(store).values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private Map<Long, Double> usesOf(StoreId store) {
        return uses.computeIfAbsent(store, none -> new HashMap<>());
    }
}
