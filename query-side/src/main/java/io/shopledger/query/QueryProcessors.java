package io.shopledger.query;

import io.shopledger.Role;
import io.shopledger.query.health.ProjectionFailures;
import io.shopledger.query.projection.EntityLock;
import io.shopledger.query.projection.OwnTokens;
import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.ServedVersions;
import io.shopledger.query.projection.SetAsideQueue;
import io.shopledger.query.projection.TellableCause;
import io.shopledger.query.rebuild.CodeVersions;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How projections are run: in batches, in parallel per order, their position kept in the transaction of their rows, and
 * with what they cannot use set aside so that it holds back nothing but its own order.
 */
@Configuration(proxyBeanMethods = false)
class QueryProcessors {
    /** Fixed once the tokens are first written; a later change needs a split or a merge. */
    private static final int SEGMENTS = 4;

    private static final int EVENTS_A_BATCH = 500;
    private static final int THREADS = 4;

    @Bean
    TokenStore tokenStore(
            ConnectionProvider connections,
            Serializer serializer,
            ServedVersions served,
            FlywayMigrationInitializer queryTables) {
        return new OwnTokens(
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(serializer)
                        .contentType(byte[].class),
                served);
    }

    @Bean
    DeadLetterSchema deadLetterSchema() {
        return DeadLetterSchema.builder()
                .deadLetterTable("public.dead_letter_entry")
                .deadLetterIdentifierColumn("dead_letter_identifier")
                .processingGroupColumn("processing_group")
                .sequenceIdentifierColumn("sequence_identifier")
                .sequenceIndexColumn("sequence_index")
                .messageTypeColumn("message_type")
                .eventIdentifierColumn("event_identifier")
                .timestampColumn("time_stamp")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .payloadColumn("payload")
                .metaDataColumn("meta_data")
                .aggregateTypeColumn("type")
                .aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number")
                .tokenTypeColumn("token_type")
                .tokenColumn("token")
                .enqueuedAtColumn("enqueued_at")
                .lastTouchedColumn("last_touched")
                .processingStartedColumn("processing_started")
                .causeTypeColumn("cause_type")
                .causeMessageColumn("cause_message")
                .diagnosticsColumn("diagnostics")
                .build();
    }

    /** @param versions has frozen what this code must not write, before anything is started */
    @Bean
    ConfigurerModule projections(
            List<Projection> all,
            CodeVersions versions,
            ConnectionProvider connections,
            TransactionManager transactions,
            DeadLetterSchema deadLetters,
            EntityLock lock,
            ProjectionFailures failures,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            @Value("${shopledger.roles:}") String roles) {
        boolean worker = Role.WORKER.isIn(roles);
        return configurer -> configurer.eventProcessing(processing -> all.forEach(projection -> (worker
                        ? projection(projection.name(), processing, failures)
                        : idle(projection.name(), processing))
                .registerDeadLetterQueue(
                        projection.name(),
                        config -> new SetAsideQueue(
                                projection.name(),
                                JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                                        .connectionProvider(connections)
                                        .transactionManager(transactions)
                                        .schema(deadLetters)
                                        .genericSerializer(serializer)
                                        .eventSerializer(eventSerializer),
                                lock))));
    }

    /** A failure that is not one event's (no connection, a conflict) must repeat the batch, not pass it by. */
    private static EventProcessingConfigurer projection(
            String name, EventProcessingConfigurer processing, ProjectionFailures failures) {
        return processing
                .registerPooledStreamingEventProcessor(
                        name,
                        org.axonframework.config.Configuration::eventStore,
                        (config, processor) -> processor
                                .initialSegmentCount(SEGMENTS)
                                .batchSize(EVENTS_A_BATCH)
                                .workerExecutor(QueryProcessors::workers))
                .registerErrorHandler(name, config -> failures)
                .registerListenerInvocationErrorHandler(name, config -> PropagatingErrorHandler.instance())
                .registerDeadLetterPolicy(name, config -> TellableCause.setAside())
                .registerDeadLetteringEventHandlerInvokerConfiguration(
                        name, (config, invoker) -> invoker.allowReset(true).enableSequenceIdentifierCache());
    }

    /** A process without the role {@code worker} knows the projection and its dead letters, and leaves its events to others. */
    private static EventProcessingConfigurer idle(String name, EventProcessingConfigurer processing) {
        return processing.registerEventProcessor(
                name,
                (itsName, config, invoker) -> SubscribingEventProcessor.builder()
                        .name(itsName)
                        .eventHandlerInvoker(invoker)
                        .messageSource(nobody -> () -> true)
                        .build());
    }

    private static ScheduledExecutorService workers(String name) {
        return Executors.newScheduledThreadPool(THREADS, new AxonThreadFactory("projection-" + name));
    }
}
