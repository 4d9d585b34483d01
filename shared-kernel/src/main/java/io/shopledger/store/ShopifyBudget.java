package io.shopledger.store;

import io.shopledger.StoreId;
import java.util.Optional;

/** How much a store's app may still ask of Shopify now. The adapter's governor implements it. */
public interface ShopifyBudget {
    /**
     * @return as Shopify told it last; a full one of the size known where it has told nothing since the start; empty where
     *     there is no such store
     */
    Optional<Budget> of(StoreId store);

    /**
     * @param remaining whole points that may be spent now
     * @param secondsUntilFull whole seconds until the budget is full again, if nothing more is spent
     */
    record Budget(long remaining, long secondsUntilFull) {}
}
