package io.shopledger.shopify.pull;

import io.shopledger.StoreId;
import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.Call;

/**
 * On whose behalf Shopify is asked.
 *
 * @param purpose by which points are accounted, such as {@code sync-products}
 */
record Asking(StoreId store, Priority priority, String purpose) {
    Call call(String document) {
        return Call.of(document, priority, purpose);
    }
}
