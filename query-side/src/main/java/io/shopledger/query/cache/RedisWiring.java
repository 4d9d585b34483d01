package io.shopledger.query.cache;

import io.shopledger.query.health.HealthIndicators;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** The Redis of {@code REDIS_URL}; without that setting there is none. */
@Configuration(proxyBeanMethods = false)
@Conditional(RedisWiring.Asked.class)
class RedisWiring {
    static final class Asked implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty("REDIS_URL"));
        }
    }

    @Bean(destroyMethod = "close")
    RedisTier redisTier(Environment environment) {
        return new RedisTier(environment.getRequiredProperty("REDIS_URL").strip(), System::nanoTime);
    }

    /** Without it answers are slower and no less true: that is no failure. */
    @Bean
    HealthIndicator redisHealthIndicator(RedisTier redis) {
        return () -> redis.answers()
                ? Health.up().build()
                : Health.status(HealthIndicators.DEGRADED)
                        .withDetail("reason", "Redis does not answer; answers come from the database")
                        .build();
    }
}
