package io.shopledger.simulator.truth;

import io.shopledger.simulator.threads.NamedThreads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lets things happen in the store at a pace, and catches up where it fell behind. */
public final class Traffic implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Traffic.class.getName());
    private static final int TICK_MILLIS = 10;
    /** So that no pace starves another, and closing need not wait. */
    private static final int MOST_AT_ONCE = 200;

    private final Truth truth;
    private final List<Pace> paces = new CopyOnWriteArrayList<>();
    private final double liveRate;
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(new NamedThreads("simulator-traffic"));

    /** @param liveRate changes a second, for ever */
    public Traffic(Truth truth, double liveRate) {
        this.truth = truth;
        this.liveRate = liveRate;
        live();
        ticks.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Makes {@code changes}, {@code rate} a second, besides whatever else is going on. */
    public void add(double rate, long changes) {
        paces.add(new Pace(rate, changes));
    }

    /** Changes still to make of those that were asked for; each counts until all its deliveries are queued. */
    public long left() {
        return paces.stream()
                .filter(pace -> !pace.endless())
                .mapToLong(Pace::left)
                .sum();
    }

    /** Ends what was asked for: when this returns, all that was made is queued. The live rate goes on. */
    public void end() throws InterruptedException {
        try {
            ticks.submit(this::reset).get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** Forgets what was asked for; the live rate goes on. */
    public void reset() {
        paces.clear();
        live();
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        try {
            ticks.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        if (liveRate > 0) {
            paces.add(new Pace(liveRate, Long.MAX_VALUE));
        }
    }

    private void tick() {
        for (Pace pace : paces) {
            try {
                run(pace);
            } catch (RuntimeException failure) { // one that escapes would end all traffic unseen
                LOG.log(System.Logger.Level.ERROR, "A change could not be made", failure);
            }
        }
    }

    private void run(Pace pace) {
        long owed = Math.min(pace.owed(), MOST_AT_ONCE);
        for (long i = 0; i < owed && paces.contains(pace) && !ticks.isShutdown(); i++) {
            truth.change();
            pace.made();
        }
        if (pace.left() == 0) {
            paces.remove(pace);
        }
    }

    private static final class Pace {
        private final double rate;
        private final long changes;
        private final long began = System.nanoTime();
        private volatile long made;

        Pace(double rate, long changes) {
            this.rate = rate;
            this.changes = changes;
        }

        boolean endless() {
            return changes == Long.MAX_VALUE;
        }

        long left() {
            return changes - made;
        }

        /** Only the traffic's own thread counts. */
        void made() {
            made = made + 1;
        }

        long owed() {
            double due = rate * (System.nanoTime() - began) / 1e9;
            return (long) Math.min(due, changes) - made;
        }
    }
}
