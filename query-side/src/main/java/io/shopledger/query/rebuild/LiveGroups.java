package io.shopledger.query.rebuild;

import io.shopledger.query.projection.Projection;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Stops what writes a projection's served tables, in all processes: its tokens get another owner, so that a batch in the making
 * cannot commit and none begins. The claim runs out by itself when who made it has died, as any claim does.
 */
@Component
class LiveGroups {
    /** Owns the tokens of projections whose served tables were filled by another version of the code. */
    static final String FROZEN = "frozen";

    /** Later than any claim's end: frozen until somebody ends it. */
    private static final String NEVER = "2999-12-31T23:59:59.999Z";

    private static final int SECONDS_TO_STOP = 20;

    private final JdbcTemplate jdbc;
    private final ObjectProvider<EventProcessingConfiguration> processing;
    private final Clock clock;
    private final Set<Projection> stopped = ConcurrentHashMap.newKeySet();

    LiveGroups(
            JdbcTemplate jdbc, ObjectProvider<EventProcessingConfiguration> processing, ObjectProvider<Clock> clock) {
        this.jdbc = jdbc;
        this.processing = processing;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    void pause(Projection projection, String owner) {
        stopped.add(projection);
        here(projection, running -> {
            try { // in good order in this process, so that it leaves nothing half done; elsewhere by force
                running.shutdownAsync().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new NoLongerOurs();
            } catch (java.util.concurrent.ExecutionException | TimeoutException failure) {
                throw new IllegalStateException(
                        "The projection %s does not stop".formatted(projection.name()), failure);
            }
        });
        own(projection.name(), owner);
    }

    /** To be said every few seconds while the pause lasts. */
    void keepPaused(String owner) {
        jdbc.update("update public.token_entry set time_stamp = ? where owner = ?", now(), owner);
    }

    void resume(Projection projection, String owner) {
        try {
            jdbc.update(
                    "update public.token_entry set owner = null where processor_name = ? and owner = ?",
                    projection.name(),
                    owner);
        } finally { // what could not be given back runs out by itself, and is then claimed by what runs
            start(projection);
        }
    }

    /** Of this process, what was stopped for a rebuild that it holds no longer. */
    void startStopped() {
        stopped.forEach(this::start);
    }

    private void start(Projection projection) {
        here(projection, running -> {
            if (!running.isRunning()) {
                running.start();
            }
        });
        stopped.remove(projection);
    }

    /** What waits to try its claims again tries them now. */
    void lookAgain(Projection projection) {
        stopped.add(projection);
        here(projection, StreamingEventProcessor::shutDown);
        start(projection);
    }

    void freeze(String projection) {
        jdbc.update(
                "update public.token_entry set owner = ?, time_stamp = ? where processor_name = ?",
                FROZEN,
                NEVER,
                projection);
    }

    void thaw(String projection) {
        jdbc.update(
                "update public.token_entry set owner = null where processor_name = ? and owner = ?",
                projection,
                FROZEN);
    }

    private void own(String projection, String owner) {
        jdbc.update(
                "update public.token_entry set owner = ?, time_stamp = ? where processor_name = ?",
                owner,
                now(),
                projection);
    }

    private String now() {
        return DateTimeUtils.formatInstant(clock.instant());
    }

    private void here(Projection projection, Consumer<StreamingEventProcessor> deed) {
        processing
                .getObject()
                .eventProcessor(projection.name(), StreamingEventProcessor.class)
                .ifPresent(deed);
    }
}
