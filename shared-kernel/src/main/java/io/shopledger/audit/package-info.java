/** The proof that history is as it was written, and what was written when. */
@NullMarked
package io.shopledger.audit;

import org.jspecify.annotations.NullMarked;
