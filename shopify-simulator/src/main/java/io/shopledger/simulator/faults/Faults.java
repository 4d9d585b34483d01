package io.shopledger.simulator.faults;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults in force; of each kind the one asked for last. */
public final class Faults {
    private final Map<Fault, Period> periods = new ConcurrentHashMap<>();
    private final AtomicInteger held = new AtomicInteger();

    /** @param rate share of the deliveries or calls that it strikes, 0 to 1 */
    public synchronized void set(Fault fault, double rate, Duration time) {
        periods.put(fault, new Period(rate, System.nanoTime() + time.toNanos()));
        notifyAll();
    }

    /** Left to chance, at each call anew. */
    public boolean strikes(Fault fault) {
        Period period = periods.get(fault);
        return period != null
                && System.nanoTime() - period.end < 0
                && ThreadLocalRandom.current().nextDouble() < period.rate;
    }

    /** Returns at once, or where the fault strikes when it ends: by its time, by a rate of 0 or by a reset. */
    public void hold(Fault fault) {
        if (!strikes(fault)) {
            return;
        }
        held.incrementAndGet();
        try {
            awaitEnd(fault);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            held.decrementAndGet();
        }
    }

    /** Answers that are held back now. */
    public int held() {
        return held.get();
    }

    public synchronized void reset() {
        periods.clear();
        notifyAll();
    }

    private synchronized void awaitEnd(Fault fault) throws InterruptedException {
        for (long left = left(fault); left > 0; left = left(fault)) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private long left(Fault fault) {
        Period period = periods.get(fault);
        return period == null || period.rate == 0 ? 0 : period.end - System.nanoTime();
    }

    private record Period(double rate, long end) {}
}
