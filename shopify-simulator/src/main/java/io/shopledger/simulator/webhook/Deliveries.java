package io.shopledger.simulator.webhook;

import io.shopledger.simulator.faults.Fault;
import io.shopledger.simulator.faults.Faults;
import io.shopledger.simulator.threads.NamedThreads;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries in and has them sent: begun in the order they came, so many at a time, again after a failure. No
 * order is promised beyond that (https://shopify.dev/docs/apps/build/webhooks/best-practices).
 */
final class Deliveries implements AutoCloseable {
    private static final int RETRIES = 8;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private final DeliverySettings settings;
    private final Faults faults;
    private final Post post;
    private final Deque<Delivery> ready = new ArrayDeque<>(); // guarded by itself
    private final ScheduledThreadPoolExecutor later =
            new ScheduledThreadPoolExecutor(1, new NamedThreads("simulator-retries"));
    private int inFlight; // guarded by ready
    private boolean closed; // guarded by ready
    private volatile Tally tally = new Tally();
    private volatile Subscribers.Removal removal = subscription -> {};

    Deliveries(DeliverySettings settings, Faults faults) {
        this.settings = settings;
        this.faults = faults;
        this.post = new Post(settings);
        later.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** @param removal told when a subscription has failed for good */
    void onRemoval(Subscribers.Removal removal) {
        this.removal = removal;
    }

    Tally tally() {
        return tally;
    }

    void accept(Delivery delivery) {
        if (faults.strikes(Fault.DROP)) {
            delivery.tally().withheld();
            return;
        }
        if (faults.strikes(Fault.WRONG_SIGNATURE)) {
            delivery.firstSignatureWrong();
        }
        if (faults.strikes(Fault.OLD_SECRET)) {
            delivery.signedWithOldSecret();
        }
        delivery.tally().accepted(delivery);
        if (faults.strikes(Fault.DUPLICATE)) {
            Delivery twin = delivery.again();
            twin.tally().accepted(twin);
            queueIn(twin, ThreadLocalRandom.current().nextLong(500));
        }
        if (faults.strikes(Fault.DELAY)) {
            queueIn(delivery, ThreadLocalRandom.current().nextLong(3_000, 10_000));
        } else if (faults.strikes(Fault.REORDER)) {
            queueIn(delivery, ThreadLocalRandom.current().nextLong(100, 2_000));
        } else {
            queue(delivery, false);
        }
    }

    /**
     * Ends the pauses of all that wait for another attempt, as if Shopify's hours had gone by.
     *
     * @return how many are tried again
     */
    int retryNow() {
        int retried = 0;
        for (Runnable waiting : List.copyOf(later.getQueue())) {
            if (later.remove(waiting)) {
                waiting.run();
                retried++;
            }
        }
        return retried;
    }

    void reset() {
        synchronized (ready) {
            ready.clear();
            tally = new Tally();
        }
        later.getQueue().clear();
    }

    @Override
    public void close() {
        synchronized (ready) {
            closed = true;
            ready.clear();
        }
        later.shutdownNow();
        post.close();
    }

    private void queue(Delivery delivery, boolean first) {
        synchronized (ready) {
            if (closed || delivery.tally() != tally) {
                return;
            }
            if (first) {
                ready.addFirst(delivery);
            } else {
                ready.addLast(delivery);
            }
        }
        send();
    }

    private void queueIn(Delivery delivery, long millis) {
        try {
            later.schedule(() -> queue(delivery, true), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            // nothing is sent any more
        }
    }

    private void send() {
        for (Delivery next = next(); next != null; next = next()) {
            if (next.subscription().isRemoved()) {
                next.tally().dropped(next);
                free();
                continue;
            }
            Delivery delivery = next;
            delivery.attempt();
            delivery.tally().tried(delivery);
            post.send(delivery, status -> {
                answered(delivery, status);
                free();
                send();
            });
        }
    }

    private @Nullable Delivery next() {
        synchronized (ready) {
            if (closed || ready.isEmpty() || inFlight >= settings.inFlight()) {
                return null;
            }
            inFlight++;
            return ready.poll();
        }
    }

    private void free() {
        synchronized (ready) {
            inFlight--;
        }
    }

    /** @param status -1 where no answer came */
    private void answered(Delivery delivery, int status) {
        if (status >= 200 && status < 300) {
            delivery.tally().acknowledged(delivery);
            return;
        }
        synchronized (ready) {
            if (closed) {
                return;
            }
        }
        if (status < 0) {
            delivery.tally().unanswered();
        } else {
            delivery.tally().refused();
        }
        if (delivery.attempts() > RETRIES) {
            delivery.tally().dropped(delivery);
            delivery.subscription().remove();
            removal.removed(delivery.subscription());
        } else {
            queueIn(delivery, pause(delivery.attempts()));
        }
    }

    /** Doubles each time; up to a fifth more or less, so that what failed together does not come back together. */
    private long pause(int attempts) {
        long doubled = settings.retryBase().toMillis() << (attempts - 1);
        double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        return (long) (Math.min(doubled, LONGEST_PAUSE_MILLIS) * jitter);
    }
}
