package io.shopledger.query.sync;

import io.shopledger.stored.StoredJson;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells those who follow a sync how far it is. It looks once a second, and only while somebody follows, at the rows that
 * every process sees: so it does not matter which one does the work.
 */
@Component
class SyncFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SyncFeed.class);

    private static final int MOST_FOLLOWERS = 200;
    private static final long FOLLOW_MILLIS = TimeUnit.HOURS.toMillis(1); // then the caller asks again
    private static final int HEARTBEAT_SECONDS = 15;

    private final SyncReader syncs;
    private final Map<SseEmitter, Following> followers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "sync-feed");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;
    private int seconds;

    /** @param told the number of the sync's event that was told last; below 0 before the first */
    private record Following(UUID sync, long told) {}

    SyncFeed(SyncReader syncs) {
        this.syncs = syncs;
    }

    /** @return empty when too many follow already */
    Optional<SseEmitter> follow(UUID sync) {
        if (!running || followers.size() >= MOST_FOLLOWERS) {
            return Optional.empty();
        }
        SseEmitter follower = new SseEmitter(FOLLOW_MILLIS);
        follower.onCompletion(() -> followers.remove(follower));
        follower.onTimeout(follower::complete);
        follower.onError(gone -> followers.remove(follower));
        followers.put(follower, new Following(sync, -1));
        send(follower, SseEmitter.event().comment("following"));
        return Optional.of(follower);
    }

    private void look() {
        if (followers.isEmpty()) {
            return;
        }
        try {
            Map<UUID, SyncReader.Row> now =
                    syncs.rows(followers.values().stream().map(Following::sync).collect(Collectors.toSet())).stream()
                            .collect(Collectors.toMap(row -> row.progress().syncId(), row -> row));
            boolean heartbeat = ++seconds % HEARTBEAT_SECONDS == 0;
            followers.forEach((follower, following) -> tell(follower, following, now.get(following.sync()), heartbeat));
        } catch (RuntimeException failure) {
            LOG.debug("Could not look at syncs; looking again in a second", failure);
        }
    }

    private void tell(SseEmitter follower, Following following, SyncReader.@Nullable Row row, boolean heartbeat) {
        if (row == null || row.version() <= following.told()) {
            if (heartbeat) {
                send(follower, SseEmitter.event().comment("still here"));
            }
            return;
        }
        followers.replace(follower, new Following(following.sync(), row.version()));
        send(
                follower,
                SseEmitter.event()
                        .name("progress")
                        .id(Long.toString(row.version()))
                        .data(StoredJson.MAPPER.writeValueAsString(row.progress()), MediaType.TEXT_PLAIN));
        if (!row.progress().status().equals(SyncState.RUNNING)) {
            followers.remove(follower);
            follower.complete();
        }
    }

    private void send(SseEmitter follower, SseEmitter.SseEventBuilder what) {
        try {
            follower.send(what);
        } catch (IOException | IllegalStateException gone) {
            followers.remove(follower);
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
        followers.keySet().forEach(SseEmitter::complete);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
