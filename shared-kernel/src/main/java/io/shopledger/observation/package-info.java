/** Pages of observations: what the adapter hands over, and what was decided of it. */
@NullMarked
package io.shopledger.observation;

import org.jspecify.annotations.NullMarked;
