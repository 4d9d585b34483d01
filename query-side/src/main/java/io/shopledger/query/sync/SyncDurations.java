package io.shopledger.query.sync;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.shopledger.query.cache.Unserved;
import io.shopledger.sync.SyncId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * {@code shopify_sync_duration_seconds}: from request to end, observed once for each sync by the process that handled its
 * end first. That it was is written down with the row, so that a replay does not observe it again.
 */
@Component
class SyncDurations implements SmartInitializingSingleton {
    /** In the order in which a full sync walks them, and itself. */
    private static final List<String> TYPES = List.of("products", "inventory", "customers", "orders", "full");

    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofMinutes(30),
        Duration.ofHours(1),
        Duration.ofHours(3)
    };

    private final JdbcTemplate jdbc;
    private final ObjectProvider<MeterRegistry> meters;

    SyncDurations(JdbcTemplate jdbc, ObjectProvider<MeterRegistry> meters) {
        this.jdbc = jdbc;
        this.meters = meters;
    }

    /** There from the start, so that its absence is never read as zero. */
    @Override
    public void afterSingletonsInstantiated() {
        TYPES.forEach(this::of);
    }

    /** In the transaction of the sync's row; observed when that is committed. */
    void ended(SyncId sync, SyncState state) {
        if (Unserved.is(CurrentUnitOfWork.get())) {
            return;
        }
        if (jdbc.update("insert into public.sync_measured values (?) on conflict do nothing", sync.value()) == 1) {
            Duration took = Duration.between(state.startedAt(), Objects.requireNonNull(state.completedAt()));
            CurrentUnitOfWork.get().root().afterCommit(done -> of(state.type()).record(took));
        }
    }

    private Timer of(String type) {
        return Timer.builder("shopify.sync.duration")
                .description("How long syncs took, from request to end")
                .tag("sync_type", type)
                .serviceLevelObjectives(BUCKETS)
                .register(meters.getObject());
    }
}
