package io.shopledger.store;

import io.shopledger.StoreId;
import java.util.List;
import java.util.Optional;

/** The connected stores. The adapter's registry implements it. */
public interface Stores {
    List<ConnectedStore> all();

    Optional<ConnectedStore> find(StoreId id);

    /** @param domain such as {@code demo.myshopify.com} */
    record ConnectedStore(StoreId id, String domain) {}
}
