package io.shopledger.query.entity;

import org.springframework.boot.jpa.autoconfigure.EntityManagerFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** Hibernate takes seconds to get ready; the rest of the service is put together meanwhile. */
@Configuration(proxyBeanMethods = false)
class RowsBesideTheRest {
    @Bean
    EntityManagerFactoryBuilderCustomizer besideTheRest() {
        return builder -> builder.setBootstrapExecutor(new SimpleAsyncTaskExecutor("hibernate-"));
    }
}
