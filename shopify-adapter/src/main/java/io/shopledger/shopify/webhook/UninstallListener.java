package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import java.time.Instant;

/** Is told when Shopify says that a store took our app away. */
public interface UninstallListener {
    /**
     * Called before the delivery counts as handled, and again where that did not come to pass: what it does must bear
     * repeating. The topic is not signed, but the body was, and is this store's own.
     *
     * @param at when Shopify sent the webhook off, or we received it: an earlier one than the last connection is void
     */
    void uninstalled(StoreId store, Instant at);
}
