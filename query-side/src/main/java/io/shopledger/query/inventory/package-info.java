/** Inventory items and how many of them are where, as rows, as answers and as JSON. */
@NullMarked
package io.shopledger.query.inventory;

import org.jspecify.annotations.NullMarked;
