package io.shopledger.simulator.faults;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The faults in force; of each kind the one asked for last. */
public final class Faults {
    private final Map<Fault, Period> periods = new ConcurrentHashMap<>();

    /** @param rate share of the deliveries or calls that it strikes, 0 to 1 */
    public void set(Fault fault, double rate, Duration time) {
        periods.put(fault, new Period(rate, System.nanoTime() + time.toNanos()));
    }

    /** Left to chance, at each call anew. */
    public boolean strikes(Fault fault) {
        Period period = periods.get(fault);
        return period != null
                && System.nanoTime() - period.end < 0
                && ThreadLocalRandom.current().nextDouble() < period.rate;
    }

    public void reset() {
        periods.clear();
    }

    private record Period(double rate, long end) {}
}
