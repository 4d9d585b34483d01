/** Orders in Shopify's shapes, mapped to our record. */
@NullMarked
package io.shopledger.shopify.order;

import org.jspecify.annotations.NullMarked;
