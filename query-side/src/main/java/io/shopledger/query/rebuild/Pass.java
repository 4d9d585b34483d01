package io.shopledger.query.rebuild;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the events: read once, and handed to the segments, which work side by side. It ends when each share is where it
 * is to be.
 */
final class Pass {
    /** After so many events each segment writes down how far it is, also where nothing was for it. */
    private static final int EVENTS_A_MARK = 2_000;

    private static final int SILENT_SECONDS = 60;

    private final EventStore events;
    private final ShadowBatches batches;
    private final Filling filling;
    private final List<Share> shares;
    private final Map<Integer, Lane> lanes = new TreeMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Pass(EventStore events, ShadowBatches batches, Filling filling, List<Share> shares) {
        this.events = events;
        this.batches = batches;
        this.filling = filling;
        this.shares = shares;
    }

    /** @return how many events were read */
    long run() throws InterruptedException {
        long bound = shares.stream().mapToLong(Share::limit).max().orElse(-1);
        Share last =
                shares.stream().min(Comparator.comparingLong(Share::position)).orElseThrow();
        if (last.position() >= bound) {
            return 0;
        }
        Map<Integer, List<Share>> bySegment = new TreeMap<>();
        shares.forEach(share -> bySegment
                .computeIfAbsent(share.segment().getSegmentId(), key -> new ArrayList<>())
                .add(share));
        bySegment.forEach((segment, own) -> lanes.put(segment, new Lane(batches, filling, own)));
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size(), new AxonThreadFactory("rebuild"));
        try {
            lanes.values().forEach(lane -> threads.execute(() -> work(lane)));
            return read(last, bound);
        } finally {
            lanes.values().forEach(Lane::stop);
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private void work(Lane lane) {
        try {
            lane.work();
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
        }
    }

    private long read(Share last, long bound) throws InterruptedException {
        long read = 0;
        int silent = 0;
        @Nullable TrackedEventMessage<?> newest = null;
        try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(last.token())) {
            while (newest == null || Share.position(newest.trackingToken()) < bound) {
                check();
                if (!stream.hasNextAvailable(1, TimeUnit.SECONDS)) {
                    if (++silent > SILENT_SECONDS) {
                        throw new IllegalStateException("The event store gives no event up to " + bound);
                    }
                    continue;
                }
                silent = 0;
                newest = stream.nextAvailable();
                offer(newest);
                if (++read % EVENTS_A_MARK == 0) {
                    mark(newest);
                }
            }
        }
        mark(Objects.requireNonNull(newest));
        for (Lane lane : lanes.values()) {
            while (!lane.isDone()) {
                check();
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        check();
        return read;
    }

    private void offer(TrackedEventMessage<?> event) throws InterruptedException {
        int hash = Objects.hashCode(Objects.requireNonNullElse(
                SequentialPerAggregatePolicy.instance().getSequenceIdentifierFor(event), event.getIdentifier()));
        for (Lane lane : lanes.values()) {
            if (lane.segment().matches(hash) && lane.handles(event)) {
                while (!lane.offer(event)) {
                    check();
                }
            }
        }
    }

    private void mark(TrackedEventMessage<?> newest) throws InterruptedException {
        for (Lane lane : lanes.values()) {
            while (!lane.mark(newest.trackingToken())) {
                check();
            }
        }
    }

    private void check() {
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
        }
        filling.hold().check();
    }

    /** @return up to where all shares are */
    static long lowest(Collection<Share> shares) {
        return shares.stream().mapToLong(Share::position).min().orElse(-1);
    }
}
