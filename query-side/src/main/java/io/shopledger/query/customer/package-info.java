/** Customers as rows, as answers and as JSON; personal fields are opened in the item call alone. */
@NullMarked
package io.shopledger.query.customer;

import org.jspecify.annotations.NullMarked;
