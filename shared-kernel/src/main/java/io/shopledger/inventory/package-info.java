/** The language of stock: inventory items, and how many of them are where. */
@NullMarked
package io.shopledger.inventory;

import org.jspecify.annotations.NullMarked;
