package io.shopledger.query.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;

/** One segment's events in a pass, in their order: a thread of its own takes them in batches. */
final class Lane {
    private static final int EVENTS_WAITING = 4_000;
    private static final int EVENTS_A_BATCH = 500;

    private final ShadowBatches batches;
    private final Filling filling;
    private final List<Share> shares;
    private final BlockingQueue<Object> waiting = new ArrayBlockingQueue<>(EVENTS_WAITING);
    private volatile boolean stopped;
    private volatile boolean working;

    Lane(ShadowBatches batches, Filling filling, List<Share> shares) {
        this.batches = batches;
        this.filling = filling;
        this.shares = shares;
    }

    Segment segment() {
        return shares.get(0).segment();
    }

    boolean handles(TrackedEventMessage<?> event) {
        return shares.stream().anyMatch(share -> share.handlers().canHandle(event));
    }

    /** @return whether there was room for it, soon enough */
    boolean offer(TrackedEventMessage<?> event) throws InterruptedException {
        return waiting.offer(event, 200, TimeUnit.MILLISECONDS);
    }

    /** Everything up to {@code passed} was offered before. @return whether there was room for that, soon enough */
    boolean mark(TrackingToken passed) throws InterruptedException {
        return waiting.offer(passed, 200, TimeUnit.MILLISECONDS);
    }

    /** @return whether nothing is waiting nor worked on */
    boolean isDone() {
        return waiting.isEmpty() && !working;
    }

    void stop() {
        stopped = true;
    }

    void work() throws InterruptedException {
        while (!stopped) {
            working = true; // before it looks: done is said of what was taken only when it is done
            Object first = waiting.peek();
            if (first == null) {
                working = false;
                TimeUnit.MILLISECONDS.sleep(2);
            } else if (first instanceof TrackingToken passed) {
                waiting.remove();
                batches.passed(filling, shares, passed);
            } else {
                handle(batch());
            }
        }
    }

    private List<TrackedEventMessage<?>> batch() {
        List<TrackedEventMessage<?>> batch = new ArrayList<>();
        while (batch.size() < EVENTS_A_BATCH * shares.size()
                && waiting.peek() instanceof TrackedEventMessage<?> event) {
            waiting.remove();
            batch.add(event);
        }
        return batch;
    }

    private void handle(List<TrackedEventMessage<?>> events) {
        for (Share share : shares) {
            List<TrackedEventMessage<?>> wanted =
                    events.stream().filter(share::wants).toList();
            if (!wanted.isEmpty() && !stopped) {
                batches.handle(filling, share, wanted);
            }
        }
    }
}
