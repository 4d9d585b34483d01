/** Work that goes on in rounds for as long as the service runs, and the leases under which its durable jobs are taken. */
@NullMarked
package io.shopledger.shopify.rounds;

import org.jspecify.annotations.NullMarked;
