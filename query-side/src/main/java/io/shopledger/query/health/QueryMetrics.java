package io.shopledger.query.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.shopledger.audit.Sealing;
import io.shopledger.privacy.PrivacyRequests;
import io.shopledger.query.freshness.ProjectionLag;
import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.ProjectionDeadLetters;
import io.shopledger.store.Stores;
import io.shopledger.store.Stores.ConnectedStore;
import io.shopledger.webhook.SubscriptionWatch;
import io.shopledger.webhook.SubscriptionWatch.State;
import java.time.Clock;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The numbers at {@code /metrics} that are the read side's to give. */
@Configuration(proxyBeanMethods = false)
class QueryMetrics {
    /** {@code shopify_active_stores}. */
    @Bean
    MeterBinder activeStores(ObjectProvider<Stores> stores) {
        return registry -> Gauge.builder(
                        "shopify.active.stores",
                        () -> stores.stream()
                                .flatMap(known -> known.all().stream())
                                .filter(ConnectedStore::isConnected)
                                .count())
                .description("Stores that can be called")
                .register(registry);
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

    /** {@code shopledger_privacy_requests_overdue}. */
    @Bean
    MeterBinder overduePrivacyRequests(ObjectProvider<PrivacyRequests> requests) {
        return registry -> Gauge.builder(
                        "shopledger.privacy.requests.overdue",
                        () -> requests.getObject().overdue())
                .description("Demands concerning personal data that are open for more than 20 of their 30 days")
                .register(registry);
    }

    /** {@code shopledger_webhooks_silent_topics} and {@code shopledger_webhooks_drifted_topics}. */
    @Bean
    MeterBinder topicsThatDoNotCome(ObjectProvider<SubscriptionWatch> watch) {
        return registry -> {
            Gauge.builder("shopledger.webhooks.silent.topics", () -> count(watch.getObject(), State.SILENT))
                    .description("Topics of stores that are in force and have not come for far longer than usual")
                    .register(registry);
            Gauge.builder("shopledger.webhooks.drifted.topics", () -> count(watch.getObject(), State.DRIFTED))
                    .description("Topics of stores whose subscription at Shopify is not as it should be")
                    .register(registry);
        };
    }

    private static long count(SubscriptionWatch watch, State state) {
        return watch.all().stream().filter(one -> one.state() == state).count();
    }

    /** {@code shopledger_seals_behind_seconds}, where events are sealed after they were appended. */
    @Bean
    @ConditionalOnProperty("shopledger.axon-server.servers")
    MeterBinder seals(ObjectProvider<Sealing> sealing, Clock clock) {
        return registry -> Gauge.builder(
                        "shopledger.seals.behind.seconds",
                        () -> HealthIndicators.behindSeconds(sealing.getObject().progress(), clock))
                .description("For how long there are events without a seal in Axon Server")
                .register(registry);
    }

    private static double behind(ProjectionLag lag, String name) {
        StreamingEventProcessor projection = lag.projections().get(name);
        if (projection == null) {
            return Double.NaN;
        }
        return lag.of(projection, lag.head()).orElse(0);
    }
}
