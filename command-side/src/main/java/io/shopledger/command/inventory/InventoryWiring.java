package io.shopledger.command.inventory;

import io.shopledger.command.observation.Kind;
import io.shopledger.stored.StoredNames;
import java.util.Map;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How items and stock levels are reached, and what their snapshots are stored as. */
@Configuration(proxyBeanMethods = false)
class InventoryWiring {
    @Bean
    Kind<?, ?> inventoryItemKind(Repository<InventoryItem> items) {
        return Kind.of("item", items, InventoryItem::new);
    }

    @Bean
    Kind<?, ?> stockLevelKind(Repository<StockLevel> levels) {
        return Kind.of("stock", levels, StockLevel::new).comingBack();
    }

    @Bean
    StoredNames.Contribution inventorySnapshotNames() {
        return new StoredNames.Contribution(
                Map.of("snapshot.InventoryItem", InventoryItem.class, "snapshot.StockLevel", StockLevel.class));
    }
}
