package io.shopledger.command.write;

import io.shopledger.command.saga.SagaGroup;
import io.shopledger.stored.StoredNames;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Under which name the saga of product writes is stored. */
@Configuration(proxyBeanMethods = false)
class WriteWiring {

    @Bean
    SagaGroup productWritesGroup() {
        return new SagaGroup(ProductWriteSaga.GROUP);
    }

    @Bean
    StoredNames.Contribution writeStoredNames() {
        return new StoredNames.Contribution(Map.of("saga.ProductWrite", ProductWriteSaga.class));
    }
}
