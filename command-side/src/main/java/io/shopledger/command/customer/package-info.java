/** Customers: what happened to them, told from what is observed. */
@NullMarked
package io.shopledger.command.customer;

import org.jspecify.annotations.NullMarked;
