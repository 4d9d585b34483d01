/** Products as rows, as answers and as JSON. */
@NullMarked
package io.shopledger.query.product;

import org.jspecify.annotations.NullMarked;
