package io.shopledger.command.customer;

import io.shopledger.command.observation.Kind;
import io.shopledger.stored.StoredNames;
import java.util.Map;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How customers are reached, and what their snapshots are stored as. */
@Configuration(proxyBeanMethods = false)
class CustomerWiring {
    @Bean
    Kind<?, ?> customerKind(Repository<Customer> customers) {
        return Kind.of("customer", customers, Customer::new);
    }

    @Bean
    StoredNames.Contribution customerSnapshotNames() {
        return new StoredNames.Contribution(Map.of("snapshot.Customer", Customer.class));
    }
}
