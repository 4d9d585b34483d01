/** A stand-in for one Shopify store, runnable alone or inside another program. */
@NullMarked
package io.shopledger.simulator;

import org.jspecify.annotations.NullMarked;
