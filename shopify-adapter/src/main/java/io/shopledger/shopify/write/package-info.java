/** Product writes: sent to Shopify from durable jobs, exactly once in their effect. */
@NullMarked
package io.shopledger.shopify.write;

import org.jspecify.annotations.NullMarked;
