/** The language of product writes: changes of Shopify that we were asked to make. */
@NullMarked
package io.shopledger.write;

import org.jspecify.annotations.NullMarked;
