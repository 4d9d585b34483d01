package io.shopledger.shopify.write;

import io.shopledger.StoreId;
import io.shopledger.write.WriteId;

/**
 * A write on its way to Shopify: a row of {@code ledger.write_job}.
 *
 * @param sent whether it may have reached Shopify: then nobody knows what became of it until that was looked for
 * @param step how much of it is known to be done, where it takes more than one call
 * @param attempts failures in a row
 * @param token of the claim under which it is worked at
 */
record WriteJob(WriteId writeId, StoreId store, Wish wish, boolean sent, int step, int attempts, String token) {}
