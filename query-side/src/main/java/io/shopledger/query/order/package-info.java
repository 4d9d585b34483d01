/** Orders as they are now: their projection, their rows and the API that shows them. */
@NullMarked
package io.shopledger.query.order;

import org.jspecify.annotations.NullMarked;
