package io.shopledger.command.observation;

import io.shopledger.command.eventstore.ForeignEventStore;
import io.shopledger.observation.PageDecider;
import io.shopledger.observation.Unsettled;
import io.shopledger.store.Stores;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

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
            TransactionManager transactions,
            PlatformTransactionManager ledger,
            JdbcTemplate jdbc,
            List<Kind<?, ?>> kinds,
            AggregateCache cache,
            Optional<ForeignEventStore> foreign,
            EventStore events) {
        Watermarks watermarks = new Watermarks(jdbc);
        Appends appends = foreign.<Appends>map(store -> new AppendsApart(jdbc, ledger, watermarks, store, events))
                .orElse(Appends.TOGETHER);
        return new PageUnitOfWork(transactions, watermarks, appends, kinds, cache);
    }

    @Bean
    Unsettled unsettled(JdbcTemplate jdbc, Stores stores, Clock clock) {
        return new UnsettledWatermarks(jdbc, stores, clock);
    }
}
