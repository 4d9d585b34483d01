package io.shopledger.query.dashboard;

import io.shopledger.store.Stores;
import io.shopledger.webhook.DeliveryLedger;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that there is something new. It looks once a second, and only while somebody listens, at what every
 * process writes: so it does not matter which one did the work.
 */
@Component
class LiveFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    private static final int MOST_LISTENERS = 200;
    private static final long LISTEN_MILLIS = TimeUnit.MINUTES.toMillis(10); // then the browser asks again
    private static final int HEARTBEAT_SECONDS = 15;

    /** A projection's position moves with every batch of its rows, in the same transaction. */
    private static final String POSITION = """
            select coalesce(md5(string_agg(concat_ws(':', processor_name, segment, encode(token, 'base64')), ','
                order by processor_name, segment)), '')
            from public.token_entry
            """;

    private final Stores stores;
    private final DeliveryLedger ledger;
    private final JdbcTemplate jdbc;
    private final Set<SseEmitter> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "live-feed");
        thread.setDaemon(true);
        return thread;
    });

    private List<Object> lastSeen = List.of();
    private int secondsSilent;
    private volatile boolean running;

    LiveFeed(Stores stores, DeliveryLedger ledger, JdbcTemplate jdbc) {
        this.stores = stores;
        this.ledger = ledger;
        this.jdbc = jdbc;
    }

    /** @return empty when too many listen already; a page then asks from time to time instead */
    Optional<SseEmitter> listen() {
        if (!running || listeners.size() >= MOST_LISTENERS) {
            return Optional.empty();
        }
        SseEmitter listener = new SseEmitter(LISTEN_MILLIS);
        listener.onCompletion(() -> listeners.remove(listener));
        listener.onTimeout(listener::complete);
        listener.onError(gone -> listeners.remove(listener));
        listeners.add(listener);
        send(listener, SseEmitter.event().comment("listening"));
        return Optional.of(listener);
    }

    private void look() {
        if (listeners.isEmpty()) {
            return;
        }
        try {
            List<Object> seen = List.of(
                    stores.all(),
                    stores.all().stream().map(store -> ledger.of(store.id())).toList(),
                    String.valueOf(jdbc.queryForObject(POSITION, String.class)));
            if (!seen.equals(lastSeen)) {
                lastSeen = seen;
                tell(SseEmitter.event().name("changed").data(""));
            } else if (++secondsSilent >= HEARTBEAT_SECONDS) {
                tell(SseEmitter.event().comment("still here"));
            }
        } catch (RuntimeException failure) {
            LOG.debug("Could not look for changes; looking again in a second", failure);
        }
    }

    private void tell(SseEmitter.SseEventBuilder what) {
        secondsSilent = 0;
        var event = what.build();
        for (SseEmitter listener : listeners) {
            try {
                listener.send(event);
            } catch (IOException | IllegalStateException gone) {
                listeners.remove(listener);
            }
        }
    }

    private void send(SseEmitter listener, SseEmitter.SseEventBuilder what) {
        try {
            listener.send(what);
        } catch (IOException | IllegalStateException gone) {
            listeners.remove(listener);
        }
    }

    @Override
    public void start() {
        running = true;
        clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** Ends every stream first, or an orderly shutdown would wait for them. */
    @Override
    public void stop() {
        running = false;
        clock.shutdownNow();
        listeners.forEach(SseEmitter::complete);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
