package io.shopledger.shopify;

import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the adapter's rooms share. */
@Configuration(proxyBeanMethods = false)
class AdapterWiring {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean
    FlywayMigrationInitializer adapterMigrations(DataSource dataSource) {
        return new FlywayMigrationInitializer(Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/shopify")
                .defaultSchema("ledger")
                .createSchemas(true)
                .table("flyway_shopify")
                .ignoreMigrationPatterns(new String[0]) // scripts of a newer build are refused
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load());
    }
}
