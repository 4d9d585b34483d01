/** What became of the product writes that we were asked for. */
@NullMarked
package io.shopledger.query.write;

import org.jspecify.annotations.NullMarked;
