package io.shopledger.shopify.governor;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How calls wait. */
@Configuration(proxyBeanMethods = false)
class GovernorWiring {
    @Bean
    Waiting waiting() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}
