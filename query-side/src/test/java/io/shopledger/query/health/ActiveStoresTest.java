package io.shopledger.query.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopledger.StoreId;
import io.shopledger.store.Stores;
import io.shopledger.store.Stores.ConnectedStore;
import io.shopledger.store.Stores.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class ActiveStoresTest {
    private static final Stores ONE_OF_EACH = new Stores() {
        @Override
        public List<ConnectedStore> all() {
            return Arrays.stream(Standing.values())
                    .map(standing ->
                            new ConnectedStore(new StoreId(standing.ordinal() + 1), "a.myshopify.com", standing))
                    .toList();
        }

        @Override
        public Optional<ConnectedStore> find(StoreId id) {
            return Optional.empty();
        }
    };

    @Test
    void storesThatCannotBeCalled_areNotActive() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new QueryMetrics()
                .activeStores(
                        new StaticListableBeanFactory(Map.of("stores", ONE_OF_EACH)).getBeanProvider(Stores.class))
                .bindTo(meters);
        assertThat(meters.get("shopify.active.stores").gauge().value()).isEqualTo(1);
    }
}
