package io.shopledger.query.rebuild;

import io.shopledger.Role;
import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.TellableCause;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Works on the rebuilds and the stores as of a moment that were asked for, in processes with the role {@code worker}: one at a time, held for some seconds and
 * held again while it goes on. What a dead process held, another takes and continues.
 */
@Component
class RebuildRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RebuildRunner.class);

    /** In a row, without one event more: what is no outage would fail for ever. */
    private static final int MOST_TRIES = 20;

    private final List<Projection> projections;
    private final Rebuilds rebuilds;
    private final RebuildWork work;
    private final StoresAsOf storesAsOf;
    private final AsOfWork asOfWork;
    private final Shadow shadow;
    private final LiveGroups live;
    private final boolean worker;
    private final boolean soleProcess;
    private final String me = UUID.randomUUID().toString();

    private volatile @Nullable ScheduledExecutorService threads;
    private volatile @Nullable Hold held;
    private volatile RebuildProgress progress = new RebuildProgress();
    private volatile boolean stopping;
    private final Set<Long> inTheWay = new HashSet<>();
    private int failures;
    private long furthest;

    RebuildRunner(
            List<Projection> projections,
            Rebuilds rebuilds,
            RebuildWork work,
            StoresAsOf storesAsOf,
            AsOfWork asOfWork,
            Shadow shadow,
            LiveGroups live,
            @Value("${shopledger.roles:}") String roles,
            @Value("${shopledger.sole-process:false}") boolean soleProcess) {
        this.projections = projections;
        this.rebuilds = rebuilds;
        this.work = work;
        this.storesAsOf = storesAsOf;
        this.asOfWork = asOfWork;
        this.shadow = shadow;
        this.live = live;
        this.worker = Role.WORKER.isIn(roles);
        this.soleProcess = soleProcess;
    }

    /** @return whether there may be more to do at once */
    boolean round() throws InterruptedException {
        live.startStopped();
        rebuilds.untidied(me).forEach(ended -> tidy(ended, rebuilds::tidied));
        storesAsOf.untidied(me).forEach(ended -> tidy(ended, storesAsOf::tidied));
        Optional<Rebuild> taken = rebuilds.take(me, projections);
        if (taken.isEmpty() || stopping) {
            return false;
        }
        Rebuild rebuild = taken.get();
        Hold hold = new Hold(rebuild.id(), me);
        progress = new RebuildProgress();
        held = hold;
        try {
            if (rebuild.isAsOf()) {
                asOfWork.work(rebuild, hold, progress);
            } else {
                work.work(rebuild, hold, progress);
            }
            LOG.info("Rebuild {} of {} is done", rebuild.id(), String.join(", ", rebuild.projections()));
            return true;
        } catch (NoLongerOurs other) {
            return false;
        } catch (RebuildFailed failure) {
            fail(hold, String.valueOf(failure.getMessage()));
            return true;
        } catch (RuntimeException failure) {
            repeatOrFail(hold, failure);
            return false;
        } finally {
            held = null;
        }
    }

    private void tidy(Rebuild ended, LongConsumer tidied) {
        try {
            shadow.drop(ended);
            tidied.accept(ended.id());
        } catch (DataAccessException failure) { // no reason to do nothing else
            if (inTheWay.add(ended.id())) {
                LOG.warn(
                        "What rebuild {} left beside the served tables cannot be dropped yet, which is tried again: {}",
                        ended.id(),
                        TellableCause.of(failure.getMostSpecificCause()).message());
            }
        }
    }

    private void repeatOrFail(Hold hold, RuntimeException failure) {
        if (stopping) {
            return;
        }
        failures = progress.position() > furthest ? 1 : failures + 1;
        furthest = progress.position();
        ThrowableCause why = TellableCause.of(failure);
        LOG.warn("Rebuild {} stopped and is tried again: {} ({})", hold.rebuild(), why.message(), why.type());
        LOG.debug("Rebuild {}", hold.rebuild(), failure); // its message may quote rows
        if (failures >= MOST_TRIES) {
            failures = 0;
            fail(hold, "It failed %d times in a row: %s (%s)".formatted(MOST_TRIES, why.message(), why.type()));
        }
    }

    private void fail(Hold hold, String why) {
        try {
            rebuilds.end(hold, Rebuild.State.FAILED, why);
            LOG.warn("Rebuild {} failed: {}", hold.rebuild(), why);
        } catch (NoLongerOurs other) {
            LOG.debug("Rebuild {} was ended meanwhile", hold.rebuild());
        }
    }

    private void loop() {
        try {
            boolean more = true;
            while (more && !stopping) {
                more = round();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.debug("Could not look for rebuilds; looking again in a second", failure);
        }
    }

    private void beat() {
        Hold hold = held;
        if (hold == null) {
            return;
        }
        try {
            if (!rebuilds.tell(hold, progress.position(), progress.head(), progress.rate())) {
                hold.lose();
            } else {
                live.keepPaused(Rebuild.schema(hold.rebuild()));
            }
        } catch (RuntimeException failure) {
            LOG.debug("Could not tell how far rebuild {} is; telling it again in a second", hold.rebuild(), failure);
        }
    }

    @Override
    public void start() {
        if (!worker || isRunning()) {
            return;
        }
        stopping = false;
        if (soleProcess) {
            rebuilds.releaseAll();
        }
        ScheduledExecutorService two = Executors.newScheduledThreadPool(2, work -> {
            Thread thread = new Thread(work, "rebuild");
            thread.setDaemon(true);
            return thread;
        });
        two.scheduleWithFixedDelay(this::loop, 1, 1, TimeUnit.SECONDS);
        two.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
        threads = two;
    }

    @Override
    public void stop() {
        stopping = true;
        Hold hold = held;
        if (hold != null) {
            hold.lose();
        }
        ScheduledExecutorService two = threads;
        threads = null;
        if (two != null) {
            two.shutdown();
            try {
                two.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            if (hold != null) {
                rebuilds.release(hold);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }
}
