package io.shopledger.command.product;

import io.shopledger.command.observation.Kind;
import io.shopledger.stored.StoredNames;
import java.util.Map;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How products are reached, and what their snapshots are stored as. */
@Configuration(proxyBeanMethods = false)
class ProductWiring {
    @Bean
    Kind<?, ?> productKind(Repository<Product> products) {
        return Kind.of("product", products, Product::new);
    }

    @Bean
    StoredNames.Contribution productSnapshotNames() {
        return new StoredNames.Contribution(Map.of("snapshot.Product", Product.class));
    }
}
