package io.shopledger.command.eventstore;

import java.util.Optional;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** Chooses where events are: in the ledger's own database, unless another is named. */
@Configuration(proxyBeanMethods = false)
class EventDatabaseWiring {

    @Bean
    @ConditionalOnProperty("shopledger.event-store.url")
    ForeignPostgres foreignPostgres(
            Environment environment, JdbcTemplate ledger, FlywayMigrationInitializer commandMigrations) {
        if (Boolean.TRUE.equals(
                ledger.queryForObject("select exists (select from events.domain_event)", Boolean.class))) {
            throw new IllegalArgumentException(
                    "SHOPLEDGER_EVENT_STORE_URL is set, but this ledger keeps its events in its"
                            + " own database, and a setting does not move them. Unset it, or begin with an empty ledger.");
        }
        return ForeignPostgres.at(
                environment.getRequiredProperty("shopledger.event-store.url"),
                environment.getRequiredProperty("shopledger.event-store.user"),
                environment.getRequiredProperty("shopledger.event-store.password"));
    }

    @Bean
    EventDatabase eventDatabase(
            Optional<ForeignPostgres> foreign, ConnectionProvider connections, TransactionManager transactions) {
        return foreign.map(ForeignPostgres::database)
                .orElseGet(() -> new EventDatabase(connections, transactions, () -> {}));
    }
}
