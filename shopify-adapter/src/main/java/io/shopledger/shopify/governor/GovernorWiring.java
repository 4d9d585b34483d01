package io.shopledger.shopify.governor;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** How calls wait, and where the budgets are. */
@Configuration(proxyBeanMethods = false)
class GovernorWiring {
    @Bean
    Waiting waiting() {
        return duration -> Thread.sleep(duration.toMillis());
    }

    @Bean
    Buckets buckets(
            JdbcTemplate jdbc, PlatformTransactionManager transactions, GovernorSettings settings, Clock clock) {
        return new PostgresBuckets(jdbc, transactions, settings, clock);
    }
}
