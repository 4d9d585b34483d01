package io.shopledger.command.observation;

import io.shopledger.observation.PageDecider;
import io.shopledger.observation.Unsettled;
import io.shopledger.store.Stores;
import java.time.Clock;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What deciding pages needs. */
@Configuration(proxyBeanMethods = false)
class ObservationWiring {
    /** About 5 kB each: 100 MB at most. */
    private static final int CACHED_AGGREGATES = 20_000;

    private static final int EVENTS_BETWEEN_SNAPSHOTS = 100;

    @Bean
    AggregateCache aggregateCache() {
        return new AggregateCache(CACHED_AGGREGATES);
    }

    @Bean
    SnapshotTriggerDefinition snapshotTrigger(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_BETWEEN_SNAPSHOTS);
    }

    @Bean
    PageDecider pageDecider(
            TransactionManager transactions, JdbcTemplate jdbc, List<Kind<?, ?>> kinds, AggregateCache cache) {
        return new PageUnitOfWork(transactions, new Watermarks(jdbc), kinds, cache);
    }

    @Bean
    Unsettled unsettled(JdbcTemplate jdbc, Stores stores, Clock clock) {
        return new UnsettledWatermarks(jdbc, stores, clock);
    }
}
