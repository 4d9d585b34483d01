package io.shopledger.shopify.write;

import io.shopledger.StoreId;
import io.shopledger.write.NewProduct;
import io.shopledger.write.WriteId;

/**
 * A product write on its way to Shopify: a row of {@code ledger.write_job}.
 *
 * @param sent whether it may have reached Shopify: then it is read back before it is sent again
 * @param attempts failures in a row
 * @param token of the claim under which it is worked at
 */
record WriteJob(WriteId writeId, StoreId store, NewProduct product, boolean sent, int attempts, String token) {}
