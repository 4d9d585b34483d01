package io.shopledger.command.http;

import io.shopledger.StoreId;
import io.shopledger.store.Stores;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The store that a request is about: every body names one in {@code store_id}. */
@Component
public class AskedStore {
    private final Stores stores;

    AskedStore(Stores stores) {
        this.stores = stores;
    }

    /**
     * @throws BadRequest where none is given
     * @throws NotFound where it is not connected
     */
    public StoreId of(@Nullable Long number) {
        if (number == null || number < 1) {
            throw new BadRequest("store_id is missing or not a number from 1; give the number of a connected store."
                    + " All stores: /api/v1/stores");
        }
        StoreId id = new StoreId(number);
        if (stores.find(id).isEmpty()) {
            throw new NotFound("There is no connected store %d. All stores: /api/v1/stores".formatted(number));
        }
        return id;
    }
}
