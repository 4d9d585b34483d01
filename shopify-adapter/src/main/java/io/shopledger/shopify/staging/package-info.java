/** Observations that wait to be decided and are no single delivery, and the leases under which pages are decided. */
@NullMarked
package io.shopledger.shopify.staging;

import org.jspecify.annotations.NullMarked;
