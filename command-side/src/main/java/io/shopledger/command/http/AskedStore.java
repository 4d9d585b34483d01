package io.shopledger.command.http;

import io.shopledger.StoreId;
import io.shopledger.command.gateway.Refusal;
import io.shopledger.store.Stores;
import io.shopledger.store.Stores.ConnectedStore;
import io.shopledger.store.Stores.Standing;
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
     * @throws NotFound where it never was connected
     * @throws org.axonframework.commandhandling.CommandExecutionException {@code store-disconnected} where it was let go
     */
    public StoreId of(@Nullable Long number) {
        if (number == null || number < 1) {
            throw new BadRequest("store_id is missing or not a number from 1; give the number of a connected store."
                    + " All stores: /api/v1/stores");
        }
        StoreId id = new StoreId(number);
        ConnectedStore store = stores.find(id).orElseThrow(() -> new NotFound(Stores.unknown(number)));
        if (store.standing() == Standing.DISCONNECTED) {
            throw Refusal.of("store-disconnected")
                    .because("Store %d (%s) is disconnected: the app was removed there, or the store was let go here."
                                    .formatted(number, store.domain())
                            + " Connect it again, then repeat this: POST /api/v1/stores");
        }
        return id;
    }
}
