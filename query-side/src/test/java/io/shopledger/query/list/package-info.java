/** Lists as they are asked for. */
@NullMarked
package io.shopledger.query.list;

import org.jspecify.annotations.NullMarked;
