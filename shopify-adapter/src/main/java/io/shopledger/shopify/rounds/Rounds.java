package io.shopledger.shopify.rounds;

import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.staging.PageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that do one round after the other until they are stopped. Whatever goes wrong in a round, the next one comes. */
public final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Duration idle;
    private final GraphQlClient shopify;
    private final Round round;
    private final Semaphore asked = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final @Nullable Runnable renewal;
    private @Nullable ScheduledExecutorService timer;
    private volatile boolean running;

    /** What is done once. */
    @FunctionalInterface
    public interface Round {
        /** @return whether there may be more to do at once */
        boolean work() throws InterruptedException;
    }

    /**
     * @param name of the threads, and of the work in the log, such as {@code pull}
     * @param idle the pause after a round that found nothing more to do
     * @param shopify which the rounds may wait for when they are stopped
     */
    public Rounds(String name, Duration idle, GraphQlClient shopify, Round round) {
        this(name, idle, shopify, round, null);
    }

    /** @param renewal of the leases of what the rounds work at: a round may wait for longer than a lease */
    public Rounds(String name, Duration idle, GraphQlClient shopify, Round round, @Nullable Runnable renewal) {
        this.name = name;
        this.idle = idle;
        this.shopify = shopify;
        this.round = round;
        this.renewal = renewal;
    }

    public void start(int number) {
        running = true;
        if (renewal != null) {
            timer = renewing(renewal);
        }
        for (int i = 0; i < number; i++) {
            Thread thread = new Thread(this::goRound, name + "-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private ScheduledExecutorService renewing(Runnable leases) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name + "-leases");
            thread.setDaemon(true);
            return thread;
        });
        long every = JobLeases.RENEWAL.toMillis();
        clock.scheduleWithFixedDelay(() -> renew(leases), every, every, TimeUnit.MILLISECONDS);
        return clock;
    }

    private void renew(Runnable leases) {
        try {
            leases.run();
        } catch (RuntimeException failure) { // a timer that throws is not called again
            LOG.warn("The leases of {} are renewed in a moment: {}", name, PageFailure.cause(failure));
        }
    }

    private void goRound() {
        while (running) {
            try {
                if (!round.work() && asked.tryAcquire(idle.toMillis(), TimeUnit.MILLISECONDS)) {
                    asked.drainPermits();
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException | Error failure) { // whatever it is, the thread must go on
                if (running) { // stopping interrupts what is under way
                    LOG.warn("The work of {} goes on in a moment: {}", name, PageFailure.cause(failure));
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_FAILURE.toMillis());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** There is something to do: ends an idle pause. */
    public void wake() {
        asked.release();
    }

    /** Ends the rounds, in the middle of a call where they wait for one. */
    public void stop() {
        running = false;
        shopify.stop(threads);
        threads.clear();
        if (timer != null) {
            timer.shutdown();
        }
    }

    public boolean isRunning() {
        return running;
    }
}
