package io.shopledger.query.health;

import io.shopledger.audit.Sealing;
import io.shopledger.privacy.PrivacyRequests;
import io.shopledger.query.freshness.ProjectionLag;
import io.shopledger.query.projection.ProjectionDeadLetters;
import io.shopledger.query.projection.ServedVersions;
import io.shopledger.webhook.SubscriptionWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The parts of {@code /health}: only our own database and event store can make it 503. */
@Configuration(proxyBeanMethods = false)
public class HealthIndicators {
    /** It works, later or not wholly: still 200. */
    public static final Status DEGRADED = new Status("DEGRADED", "works, but late or not wholly");

    /** Events behind from which a projection counts as late. */
    private static final long LATE = 10_000;

    /** What is not sealed for longer is a finding of the proof. */
    private static final long SEALED_LATE_SECONDS = 60;

    private static final int MOST_TOPICS = 50;

    @Bean
    HealthIndicator databaseHealthIndicator(JdbcTemplate jdbc) {
        return () -> {
            try {
                return Health.up()
                        .withDetail("version", String.valueOf(jdbc.queryForObject("show server_version", String.class)))
                        .build();
            } catch (RuntimeException unreachable) {
                return Health.down()
                        .withDetail("reason", "the database does not answer")
                        .build();
            }
        };
    }

    @Bean
    HealthIndicator eventStoreHealthIndicator(ProjectionLag lag) {
        return () -> {
            try {
                return Health.up().withDetail("head", lag.head()).build();
            } catch (RuntimeException unreachable) {
                return Health.down()
                        .withDetail("reason", "the event store does not answer")
                        .build();
            }
        };
    }

    @Bean
    HealthIndicator projectionsHealthIndicator(
            ProjectionLag lag, ProjectionFailures failures, ProjectionDeadLetters deadLetters, ServedVersions served) {
        return () -> {
            Map<String, Object> details = new LinkedHashMap<>();
            boolean well = true;
            try {
                long head = lag.head();
                for (Map.Entry<String, StreamingEventProcessor> projection :
                        lag.projections().entrySet()) {
                    StreamingEventProcessor processor = projection.getValue();
                    OptionalLong behind = lag.of(processor, head);
                    long setAside = deadLetters.of(projection.getKey());
                    String error = failures.of(projection.getKey()).orElse(null);
                    details.put(projection.getKey(), one(processor, behind, setAside, error));
                    well &= processor.isRunning() && error == null && setAside == 0 && behind.orElse(0) < LATE;
                }
            } catch (RuntimeException unreachable) {
                details.put("reason", "the event store does not answer");
                well = false;
            }
            if (!served.frozen().isEmpty()) { // the old tables are served until new code's rebuild has ended
                details.put("data_as_of", served.frozen());
                well = false;
            }
            Map<String, Integer> other = otherCode(served);
            if (!other.isEmpty()) { // it leaves their events to processes of that build
                details.put("tables_of_version", other);
                well = false;
            }
            return Health.status(well ? Status.UP : DEGRADED)
                    .withDetails(details)
                    .build();
        };
    }

    /** Sagas ask others to do something for an event: one that is late holds back syncs or writes, and no answer. */
    @Bean
    HealthIndicator sagasHealthIndicator(ProjectionLag lag) {
        return () -> {
            Map<String, Object> details = new LinkedHashMap<>();
            boolean well = true;
            try {
                long head = lag.head();
                for (Map.Entry<String, StreamingEventProcessor> saga :
                        lag.sagas().entrySet()) {
                    StreamingEventProcessor processor = saga.getValue();
                    OptionalLong behind = lag.of(processor, head);
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("running", processor.isRunning());
                    one.put("segments_here", processor.processingStatus().size());
                    behind.ifPresent(events -> one.put("lag_events", events));
                    details.put(saga.getKey(), one);
                    well &= processor.isRunning() && behind.orElse(0) < LATE;
                }
            } catch (RuntimeException unreachable) {
                details.put("reason", "the event store does not answer");
                well = false;
            }
            return Health.status(well ? Status.UP : DEGRADED)
                    .withDetails(details)
                    .build();
        };
    }

    /** Where events are sealed after they were appended: a seal that is late proves nothing of what was changed before it. */
    @Bean
    @ConditionalOnProperty("shopledger.axon-server.servers")
    HealthIndicator sealsHealthIndicator(Sealing sealing, Clock clock) {
        return () -> {
            Sealing.Progress progress = sealing.progress();
            Map<String, Object> details = new LinkedHashMap<>();
            long behind = behindSeconds(progress, clock);
            details.put("behind_seconds", behind);
            if (progress.error() != null) {
                details.put("error", progress.error());
            }
            boolean well = progress.error() == null && behind < SEALED_LATE_SECONDS;
            return Health.status(well ? Status.UP : DEGRADED)
                    .withDetails(details)
                    .build();
        };
    }

    static long behindSeconds(Sealing.Progress progress, Clock clock) {
        return progress.behindSince() == null
                ? 0
                : Duration.between(progress.behindSince(), clock.instant()).toSeconds();
    }

    /** The law gives 30 days for an answer. */
    @Bean
    HealthIndicator privacyHealthIndicator(PrivacyRequests requests) {
        return () -> {
            try {
                long overdue = requests.overdue();
                return Health.status(overdue == 0 ? Status.UP : DEGRADED)
                        .withDetail("open_for_20_days", overdue)
                        .build();
            } catch (RuntimeException unreachable) {
                return Health.status(DEGRADED)
                        .withDetail("reason", "the database does not answer")
                        .build();
            }
        };
    }

    /** Topics that are to come from Shopify and do not, by their store and what is the matter. */
    @Bean
    HealthIndicator webhooksHealthIndicator(SubscriptionWatch watch) {
        return () -> {
            try {
                Map<String, Object> wrong = new LinkedHashMap<>();
                watch.all().stream()
                        .filter(one -> one.state().isAlarming())
                        .limit(MOST_TOPICS)
                        .forEach(one -> wrong.put("store " + one.store() + " " + one.topic(), one.inWords()));
                return Health.status(wrong.isEmpty() ? Status.UP : DEGRADED)
                        .withDetails(wrong)
                        .build();
            } catch (RuntimeException unreachable) {
                return Health.status(DEGRADED)
                        .withDetail("reason", "the database does not answer")
                        .build();
            }
        };
    }

    private static Map<String, Integer> otherCode(ServedVersions served) {
        try {
            return served.ofOtherCode();
        } catch (DataAccessException unreachable) { // said elsewhere
            return Map.of();
        }
    }

    private static Map<String, Object> one(
            StreamingEventProcessor processor, OptionalLong behind, long setAside, @Nullable String error) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("running", processor.isRunning());
        details.put("segments_here", processor.processingStatus().size());
        behind.ifPresent(events -> details.put("lag_events", events));
        details.put("dead_letters", setAside);
        if (error != null) {
            details.put("error", error);
        }
        return details;
    }
}
