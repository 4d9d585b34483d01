package io.shopledger.shopify.webhook;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Knows when so much comes in that keeping it takes all cores of this machine. Then who decides gives way, for the most part:
 * Shopify waits for an answer, nobody for the decision, and what was kept is decided as soon as the rush is over. One that does
 * not end is no rush: after a minute both have their share, so that what is read falls behind no more than it must.
 */
@Component
class Rush {
    /** As many are under way at once only where they wait for each other. */
    private static final int MANY = 8;

    private static final double ALL_CORES = 0.85;
    private static final long OVER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** So many times the time that a page took. */
    private static final int REST_TIMES = 16;

    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_RUSH_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int SLICE_MILLIS = 20;

    private final DoubleSupplier cores;
    private final LongSupplier clock;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile long last;
    private volatile long began;
    private volatile boolean any;
    private double load;
    private long looked;
    private boolean everLooked;

    @Autowired
    Rush() {
        this(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getCpuLoad, System::nanoTime);
    }

    /** @param cores how much of all cores is in use, from 0 to 1 */
    Rush(DoubleSupplier cores, LongSupplier clock) {
        this.cores = cores;
        this.clock = clock;
    }

    /** A delivery that is ours, for its signature was right, is being kept. */
    void begins() {
        if (underWay.incrementAndGet() >= MANY) {
            long now = clock.getAsLong();
            if (!any || now - last >= OVER_NANOS) {
                began = now;
            }
            last = now;
            any = true;
        }
    }

    /** It is durable, or could not be kept. */
    void ends() {
        underWay.decrementAndGet();
    }

    boolean isOn() {
        return any && clock.getAsLong() - last < OVER_NANOS && allCores();
    }

    /** Rests after a page while there is a rush. @param pageBegan by {@link System#nanoTime} */
    void giveWay(long pageBegan) throws InterruptedException {
        long now = clock.getAsLong();
        int times = now - began < LONGEST_RUSH_NANOS ? REST_TIMES : 1;
        long until = now + Math.min(LONGEST_REST_NANOS, (now - pageBegan) * times);
        while (isOn() && until - clock.getAsLong() > 0) {
            Thread.sleep(SLICE_MILLIS);
        }
    }

    private synchronized boolean allCores() {
        long now = clock.getAsLong();
        if (!everLooked || now - looked >= LOOK_NANOS) {
            load = cores.getAsDouble();
            looked = now;
            everLooked = true;
        }
        return load >= ALL_CORES;
    }
}
