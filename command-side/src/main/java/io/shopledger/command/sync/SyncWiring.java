package io.shopledger.command.sync;

import io.shopledger.command.saga.SagaGroup;
import io.shopledger.stored.StoredNames;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Under which names syncs and their saga are stored. */
@Configuration(proxyBeanMethods = false)
class SyncWiring {

    @Bean
    SagaGroup fullSyncGroup() {
        return new SagaGroup(FullSyncSaga.GROUP);
    }

    @Bean
    StoredNames.Contribution syncStoredNames() {
        return new StoredNames.Contribution(Map.of("snapshot.Sync", Sync.class, "saga.FullSync", FullSyncSaga.class));
    }
}
