package io.shopledger.app.access;

import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tables of who may call, before anything reads them. */
@Configuration(proxyBeanMethods = false)
class AccessWiring {
    @Bean
    FlywayMigrationInitializer accessMigrations(DataSource dataSource) {
        return new FlywayMigrationInitializer(ApiKeys.scripts(dataSource));
    }

    @Bean
    ApiKeys apiKeys(DataSource dataSource, FlywayMigrationInitializer accessMigrations) {
        return new ApiKeys(dataSource);
    }
}
