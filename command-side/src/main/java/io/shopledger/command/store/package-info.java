/** Stores: their connection, and what Shopify lets us see and do there. */
@NullMarked
package io.shopledger.command.store;

import org.jspecify.annotations.NullMarked;
