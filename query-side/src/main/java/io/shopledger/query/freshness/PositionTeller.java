package io.shopledger.query.freshness;

import io.shopledger.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Tells several times a second how far the projections are that this process works on, where that changed. */
@Component
class PositionTeller implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PositionTeller.class);
    private static final long MILLIS = 250;

    private final ProjectionLag lag;
    private final PassedPositions passed;
    private final boolean tells;
    private final Map<String, Map<Integer, Long>> told = new HashMap<>();
    private volatile @Nullable ScheduledExecutorService thread;

    /** @param soleProcess whether nobody else could be waiting */
    PositionTeller(
            ProjectionLag lag,
            PassedPositions passed,
            @Value("${shopledger.roles:}") String roles,
            @Value("${shopledger.sole-process:false}") boolean soleProcess) {
        this.lag = lag;
        this.passed = passed;
        this.tells = Role.WORKER.isIn(roles) && !soleProcess;
    }

    void round() {
        try {
            lag.projections().keySet().forEach(name -> {
                Map<Integer, Long> now = lag.here(name);
                if (!now.equals(told.get(name))) {
                    passed.tell(name, now);
                    told.put(name, now);
                }
            });
        } catch (DataAccessException unreachable) { // told elsewhere; a round later it is tried again
            LOG.debug("Positions could not be told", unreachable);
        }
    }

    @Override
    public void start() {
        if (tells) {
            ScheduledExecutorService started =
                    Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("positions"));
            started.scheduleWithFixedDelay(this::round, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
            thread = started;
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService started = thread;
        if (started != null) {
            started.shutdownNow();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
