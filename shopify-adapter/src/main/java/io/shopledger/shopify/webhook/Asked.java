package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.shopify.http.NotPossible;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.store.Stores;

/** What a caller asked for, checked: the same bounds at every list. */
final class Asked {
    /** Stands for shops that are not connected. */
    private static final long NO_STORE = 0;

    private static final int MOST = 250;

    private Asked() {}

    static int limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw NotPossible.badRequest("limit is " + limit + "; give a number from 1 to " + MOST);
        }
        return limit;
    }

    static void store(StoreRegistry stores, long store) {
        if (store < NO_STORE) {
            throw NotPossible.badRequest(
                    "store_id is " + store + "; give a store's number, or 0 for shops that are not connected");
        }
        if (store != NO_STORE && stores.find(new StoreId(store)).isEmpty()) {
            throw NotPossible.notFound(Stores.unknown(store));
        }
    }
}
