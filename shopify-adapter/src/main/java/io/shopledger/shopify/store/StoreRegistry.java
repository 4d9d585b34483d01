package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.store.Stores;
import java.util.List;
import java.util.Optional;

/** Which shops we are connected to. A store's number stays with its domain for good. */
public interface StoreRegistry extends Stores {
    /** @return the secrets with which Shopify may sign this store's webhooks, the newest first */
    List<String> webhookSecrets(StoreId store);

    /** @return the store of this domain, in any case of letters */
    Optional<ConnectedStore> ofDomain(String domain);
}
