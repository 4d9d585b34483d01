/** Products in Shopify's shapes, mapped to our record. */
@NullMarked
package io.shopledger.shopify.product;

import org.jspecify.annotations.NullMarked;
