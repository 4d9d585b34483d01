package io.shopledger.command.eventstore;

import io.shopledger.stored.StoredNames;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.snapshotting.RevisionSnapshotFilter;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/** Puts Axon's event store on our Postgres: every piece stated here, none left to the order of auto-configurations. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class EventStoreWiring {
    /** How long a gap in the global index may still be filled; far above the 30 s that a transaction may last. */
    private static final int GAP_TIMEOUT_MILLIS = 600_000;

    /** How the names of snapshots begin; the rest is the aggregate's type. */
    private static final String SNAPSHOT = "snapshot.";

    private static final int EVENTS_A_FETCH = 1_000;

    @Bean
    StoredNames storedNames(Collection<StoredNames.Contribution> contributions) {
        return new StoredNames(contributions);
    }

    @Bean
    @Primary
    Serializer serializer(StoredNames names) {
        return NamedTypesSerializer.ofTheRest(names);
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(StoredNames names) {
        return NamedTypesSerializer.ofEvents(names);
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer(StoredNames names) {
        return NamedTypesSerializer.ofTheRest(names);
    }

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    /** A second event with the same stream and sequence means that somebody else was first. */
    @Bean
    PersistenceExceptionResolver persistenceExceptionResolver() {
        return failure -> {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                    return true;
                }
            }
            return false;
        };
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            @Qualifier("eventSerializer") Serializer eventSerializer,
            StoredNames names,
            Configuration axon,
            EventDatabase database,
            PersistenceExceptionResolver resolver,
            FlywayMigrationInitializer commandMigrations) {
        JdbcEventStorageEngine.Builder engine = JdbcEventStorageEngine.builder()
                .eventSerializer(eventSerializer)
                .snapshotSerializer(eventSerializer)
                .upcasterChain(axon.upcasterChain())
                .snapshotFilter(ofTodaysRevisions(names))
                .persistenceExceptionResolver(resolver)
                .batchSize(EVENTS_A_FETCH)
                .gapTimeout(GAP_TIMEOUT_MILLIS)
                .extendedGapCheckEnabled(true)
                .schema(EventSchema.builder()
                        .eventTable("events.domain_event")
                        .snapshotTable("public.snapshot_event")
                        .globalIndexColumn("global_index")
                        .eventIdentifierColumn("event_identifier")
                        .aggregateIdentifierColumn("aggregate_identifier")
                        .sequenceNumberColumn("sequence_number")
                        .typeColumn("type")
                        .timestampColumn("time_stamp")
                        .payloadTypeColumn("payload_type")
                        .payloadRevisionColumn("payload_revision")
                        .payloadColumn("payload")
                        .metaDataColumn("meta_data")
                        .build());
        return new SealingEventStorageEngine(engine, database);
    }

    /** A snapshot of another revision than its class has today is not used; the events are. */
    static SnapshotFilter ofTodaysRevisions(StoredNames names) {
        return names.all().stream()
                .filter(name -> name.startsWith(SNAPSHOT))
                .map(name -> (SnapshotFilter) RevisionSnapshotFilter.builder()
                        .type(name.substring(SNAPSHOT.length()))
                        .revision(names.typeOf(name)
                                .orElseThrow()
                                .getAnnotation(Revision.class)
                                .value())
                        .build())
                .reduce(SnapshotFilter.allowAll(), SnapshotFilter::combine);
    }

    @Bean
    EventStore eventStore(Optional<AxonServer> axonServer, EventStorageEngine engine, Configuration axon) {
        return axonServer.map(AxonServer::events).orElseGet(() -> inPostgres(engine, axon));
    }

    private static EventStore inPostgres(EventStorageEngine engine, Configuration axon) {
        return EmbeddedEventStore.builder()
                .storageEngine(engine)
                .messageMonitor(axon.messageMonitor(EventStore.class, "eventStore"))
                .spanFactory(axon.getComponent(org.axonframework.eventhandling.EventBusSpanFactory.class))
                .build();
    }

    @Bean
    FlywayMigrationInitializer commandMigrations(DataSource dataSource) {
        return new FlywayMigrationInitializer(org.flywaydb.core.Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/command")
                .defaultSchema("ledger")
                .createSchemas(true)
                .table("flyway_command")
                .ignoreMigrationPatterns(new String[0]) // scripts of a newer build are refused
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load());
    }
}
