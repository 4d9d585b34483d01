/** What is seen: how the read side is set up. */
@NullMarked
package io.shopledger.query;

import org.jspecify.annotations.NullMarked;
