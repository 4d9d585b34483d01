package io.shopledger.command.order;

import io.shopledger.command.observation.Kind;
import io.shopledger.stored.StoredNames;
import java.util.Map;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How orders are reached, and what their snapshots are stored as. */
@Configuration(proxyBeanMethods = false)
class OrderWiring {
    @Bean
    Kind<?, ?> orderKind(Repository<Order> orders) {
        return Kind.of("order", orders, Order::new);
    }

    @Bean
    StoredNames.Contribution orderSnapshotNames() {
        return new StoredNames.Contribution(Map.of("snapshot.Order", Order.class));
    }
}
