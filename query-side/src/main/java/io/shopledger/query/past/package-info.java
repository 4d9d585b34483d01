/** Which rows an answer is made of: those of now, or a store's as they were known at a moment. */
@NullMarked
package io.shopledger.query.past;

import org.jspecify.annotations.NullMarked;
