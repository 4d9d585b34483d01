package io.shopledger.command.saga;

import io.shopledger.Role;
import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.GenericSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sagas' state and positions are primary state, in schema {@code ledger} and written in one transaction with what the saga
 * caused. A saga that fails holds its group until it succeeds: there is no dead letter for what it would miss.
 */
@Configuration(proxyBeanMethods = false)
class SagaWiring {
    private static final int EVENTS_A_BATCH = 20;

    @Bean
    SagaStore<Object> sagaStore(
            ConnectionProvider connections, Serializer serializer, FlywayMigrationInitializer commandMigrations) {
        return JdbcSagaStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .sqlSchema(new GenericSagaSqlSchema(SagaSchema.builder()
                        .sagaEntryTable("ledger.saga_entry")
                        .sagaIdColumn("saga_id")
                        .revisionColumn("revision")
                        .sagaTypeColumn("saga_type")
                        .serializedSagaColumn("serialized_saga")
                        .associationValueEntryTable("ledger.association_value_entry")
                        .associationKeyColumn("association_key")
                        .associationValueColumn("association_value")
                        .build()))
                .build();
    }

    /** The tokens' store is no bean: that of the projections is the one which everything else finds. */
    @Bean
    ConfigurerModule sagaProcessors(
            List<SagaGroup> groups,
            ConnectionProvider connections,
            Serializer serializer,
            @Value("${shopledger.roles:}") String roles) {
        TokenStore tokens = JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .contentType(byte[].class)
                .schema(TokenSchema.builder()
                        .setTokenTable("ledger.token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("time_stamp")
                        .setOwnerColumn("owner")
                        .build())
                .build();
        boolean worker = Role.WORKER.isIn(roles);
        return configurer -> configurer.eventProcessing(processing -> groups.forEach(group -> {
            if (worker) {
                sagas(group.name(), processing, tokens);
            } else {
                idle(group.name(), processing);
            }
        }));
    }

    /** A process without the role {@code worker} leaves what sagas have to do to others. */
    private static void idle(String group, EventProcessingConfigurer processing) {
        processing.registerEventProcessor(
                group,
                (name, config, invoker) -> SubscribingEventProcessor.builder()
                        .name(name)
                        .eventHandlerInvoker(invoker)
                        .messageSource(nobody -> () -> true)
                        .build());
    }

    private static EventProcessingConfigurer sagas(
            String group, EventProcessingConfigurer processing, TokenStore tokens) {
        return processing
                .registerPooledStreamingEventProcessor(
                        group,
                        org.axonframework.config.Configuration::eventStore,
                        (config, processor) -> processor
                                .initialSegmentCount(1)
                                // From the beginning: what is asked before the first start must not be missed.
                                .initialToken(StreamableMessageSource::createTailToken)
                                .batchSize(EVENTS_A_BATCH))
                .registerTokenStore(group, config -> tokens)
                .registerListenerInvocationErrorHandler(group, config -> PropagatingErrorHandler.instance());
    }
}
