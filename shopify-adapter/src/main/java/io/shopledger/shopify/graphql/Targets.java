package io.shopledger.shopify.graphql;

import io.shopledger.StoreId;

/** Where calls to a store go, and with which token. The room {@code store} implements it. */
public interface Targets {
    /** @throws ShopifyFailure.Parked where no token is known, or the store was let go */
    Target of(StoreId store);

    /**
     * Tells that Shopify refused the token.
     *
     * @return whether there is a new one by now, so that the call is worth another try
     */
    boolean renew(StoreId store, Target refused);

    /** Tells that Shopify answers no calls to this store, whatever the token. */
    void parked(StoreId store, ParkedReason reason);
}
