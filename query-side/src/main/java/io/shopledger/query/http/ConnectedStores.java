package io.shopledger.query.http;

import io.shopledger.StoreId;
import io.shopledger.store.Stores;
import org.springframework.stereotype.Component;

/** The store that a request names. */
@Component
public class ConnectedStores {
    private final Stores stores;

    ConnectedStores(Stores stores) {
        this.stores = stores;
    }

    public StoreId connected(long number) {
        StoreId store = Bounds.store(number);
        if (stores.find(store).isEmpty()) {
            throw new NotFound(Stores.unknown(number));
        }
        return store;
    }
}
