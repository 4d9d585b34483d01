/** Inventory items and stock levels in Shopify's shapes, mapped to our records. */
@NullMarked
package io.shopledger.shopify.inventory;

import org.jspecify.annotations.NullMarked;
