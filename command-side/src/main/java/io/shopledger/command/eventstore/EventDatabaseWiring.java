package io.shopledger.command.eventstore;

import io.shopledger.stored.StoredNames;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** Chooses where events are: in the ledger's own database, unless another or Axon Server is named. */
@Configuration(proxyBeanMethods = false)
class EventDatabaseWiring {
    /** How long Axon Server may take to start beside us. */
    private static final Duration STARTING = Duration.ofSeconds(90);

    @Bean
    @ConditionalOnProperty("shopledger.event-store.url")
    ForeignPostgres foreignPostgres(
            Environment environment, JdbcTemplate ledger, FlywayMigrationInitializer commandMigrations) {
        requireNoEventsHere("SHOPLEDGER_EVENT_STORE_URL", ledger);
        return ForeignPostgres.at(
                environment.getRequiredProperty("shopledger.event-store.url"),
                environment.getRequiredProperty("shopledger.event-store.user"),
                environment.getRequiredProperty("shopledger.event-store.password"));
    }

    @Bean
    @ConditionalOnProperty("shopledger.axon-server.servers")
    AxonServer axonServer(
            Environment environment,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            StoredNames names,
            org.axonframework.config.Configuration axon,
            JdbcTemplate ledger,
            FlywayMigrationInitializer commandMigrations) {
        requireNoEventsHere("AXON_AXONSERVER_SERVERS", ledger);
        AxonServer server = new AxonServer(
                        environment.getRequiredProperty("shopledger.axon-server.servers"),
                        eventSerializer,
                        EventStoreWiring.ofTodaysRevisions(names),
                        axon)
                .answering(STARTING);
        if (isNew(ledger) && server.holdsEvents()) {
            server.close();
            throw new IllegalArgumentException("AXON_AXONSERVER_SERVERS is set to a server that holds events, but this"
                    + " ledger is new: they are of another ledger, and streams of both would mix. Give it the ledger's"
                    + " own DATABASE_URL, or an empty Axon Server.");
        }
        return server;
    }

    /** No store was ever entered, which comes before the first event. */
    private static boolean isNew(JdbcTemplate ledger) {
        return ledger.queryForObject("select to_regclass('ledger.store') is null", Boolean.class)
                || ledger.queryForObject("select not exists (select from ledger.store)", Boolean.class);
    }

    private static void requireNoEventsHere(String setting, JdbcTemplate ledger) {
        if (Boolean.TRUE.equals(
                ledger.queryForObject("select exists (select from events.domain_event)", Boolean.class))) {
            throw new IllegalArgumentException(
                    "%s is set, but this ledger keeps its events in its own database, and a".formatted(setting)
                            + " setting does not move them. Unset it, or begin with an empty ledger.");
        }
    }

    @Bean
    EventDatabase eventDatabase(
            Optional<ForeignPostgres> foreign,
            Optional<AxonServer> axonServer,
            ConnectionProvider connections,
            TransactionManager transactions,
            JdbcTemplate ledger,
            FlywayMigrationInitializer commandMigrations) {
        if (foreign.isEmpty() && axonServer.isEmpty()) {
            requireNoEventsElsewhere(ledger);
        }
        return foreign.map(ForeignPostgres::database)
                .orElseGet(() -> new EventDatabase(connections, transactions, () -> {}));
    }

    private static void requireNoEventsElsewhere(JdbcTemplate ledger) {
        if (Boolean.TRUE.equals(ledger.queryForObject(
                "select exists (select from ledger.watermark) and not exists (select from events.domain_event)",
                Boolean.class))) {
            throw new IllegalArgumentException(
                    "SHOPLEDGER_EVENT_STORE_URL is not set and AXON_AXONSERVER_SERVERS is not set,"
                            + " but this ledger keeps its events outside its database. Set the one with which it began.");
        }
    }
}
