/** Answers kept for a while, and never beyond the commit that makes them untrue. */
@NullMarked
package io.shopledger.query.cache;

import org.jspecify.annotations.NullMarked;
