/** Reading a store from Shopify: page by page for syncs, by id for what is in doubt. */
@NullMarked
package io.shopledger.shopify.pull;

import org.jspecify.annotations.NullMarked;
