/** The registry of connected stores. */
@NullMarked
package io.shopledger.shopify.store;

import org.jspecify.annotations.NullMarked;
