/** The language of products: their records, what may be asked of them, what happens to them. */
@NullMarked
package io.shopledger.product;

import org.jspecify.annotations.NullMarked;
