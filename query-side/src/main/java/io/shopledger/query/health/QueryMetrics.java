package io.shopledger.query.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.ProjectionDeadLetters;
import io.shopledger.store.Stores;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The numbers at {@code /metrics} that are the read side's to give. */
@Configuration(proxyBeanMethods = false)
class QueryMetrics {
    /** In the order in which a full sync walks them, and itself. */
    private static final List<String> SYNC_TYPES = List.of("products", "inventory", "customers", "orders", "full");

    private static final Duration[] SYNC_BUCKETS = {
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

    /** {@code shopify_active_stores}. */
    @Bean
    MeterBinder activeStores(ObjectProvider<Stores> stores) {
        return registry -> Gauge.builder(
                        "shopify.active.stores",
                        () -> stores.stream()
                                .mapToInt(known -> known.all().size())
                                .sum())
                .description("Connected stores")
                .register(registry);
    }

    /** {@code shopify_sync_duration_seconds}: there from the start, so that its absence is never read as zero. */
    @Bean
    MeterBinder syncDurations() {
        return registry -> SYNC_TYPES.forEach(type -> Timer.builder("shopify.sync.duration")
                .description("How long syncs took, from request to end")
                .tag("sync_type", type)
                .serviceLevelObjectives(SYNC_BUCKETS)
                .register(registry));
    }

    /** {@code shopledger_projection_lag_events}; a projection is asked for by name, as it starts after the meters. */
    @Bean
    MeterBinder projectionLags(ObjectProvider<Projection> all, ObjectProvider<ProjectionLag> lag) {
        return registry -> all.stream()
                .map(Projection::name)
                .forEach(name -> Gauge.builder("shopledger.projection.lag.events", () -> behind(lag.getObject(), name))
                        .description("Events that the projection has not handled yet, in this process's share")
                        .tag("projection", name)
                        .register(registry));
    }

    /** {@code shopledger_projection_dead_letters}: whole in every process, as the queue is one for all. */
    @Bean
    MeterBinder deadLetterCounts(ObjectProvider<Projection> all, ObjectProvider<ProjectionDeadLetters> deadLetters) {
        return registry -> all.stream()
                .map(Projection::name)
                .forEach(name -> Gauge.builder(
                                "shopledger.projection.dead.letters",
                                () -> deadLetters.getObject().of(name))
                        .description(
                                "Events that the projection could not use, and those of the same entity behind them")
                        .tag("projection", name)
                        .register(registry));
    }

    private static double behind(ProjectionLag lag, String name) {
        StreamingEventProcessor projection = lag.projections().get(name);
        if (projection == null) {
            return Double.NaN;
        }
        return lag.of(projection, lag.head()).orElse(0);
    }
}
