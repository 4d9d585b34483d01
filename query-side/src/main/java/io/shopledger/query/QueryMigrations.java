package io.shopledger.query;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the read models' tables, before anything reads or writes them. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage(basePackageClasses = QueryMigrations.class)
public class QueryMigrations {
    /** The schema that is served. */
    public static final String SERVED = "public";

    @Bean
    FlywayMigrationInitializer queryTables(DataSource dataSource) {
        return new FlywayMigrationInitializer(into(SERVED, dataSource));
    }

    /** @return the read models' scripts, to be run in {@code schema} */
    public static Flyway into(String schema, DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .defaultSchema(schema)
                .table("flyway_query")
                .ignoreMigrationPatterns(new String[0]) // scripts of a newer build are refused
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .locations("classpath:db/query")
                .load();
    }
}
