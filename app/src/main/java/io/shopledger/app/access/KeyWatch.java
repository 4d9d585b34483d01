package io.shopledger.app.access;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Tells {@link KnownKeys} each second which keys are good, so that one made or revoked elsewhere counts here at once. */
@Component
class KeyWatch implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

    private final ApiKeys keys;
    private final KnownKeys known;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "api-keys");
        thread.setDaemon(true);
        return thread;
    });

    KeyWatch(ApiKeys keys, KnownKeys known) {
        this.keys = keys;
        this.known = known;
        known.are(keys.good());
        clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** While the database is away the keys stay as they were: without it nobody reads anything anyway. */
    void look() {
        try {
            known.are(keys.good());
        } catch (RuntimeException unreachable) {
            LOG.debug("Cannot look for API keys now", unreachable);
        }
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }
}
