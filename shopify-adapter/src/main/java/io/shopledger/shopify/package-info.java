/** All that speaks Shopify. */
@NullMarked
package io.shopledger.shopify;

import org.jspecify.annotations.NullMarked;
