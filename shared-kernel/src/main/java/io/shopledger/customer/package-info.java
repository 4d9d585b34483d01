/** The language of customers: their records, what may be asked of them, what happens to them. */
@NullMarked
package io.shopledger.customer;

import org.jspecify.annotations.NullMarked;
