/** Customers in Shopify's shapes, mapped to our record. */
@NullMarked
package io.shopledger.shopify.customer;

import org.jspecify.annotations.NullMarked;
