/** A whole store as it was known at a moment: asked for, followed, read and dropped. */
@NullMarked
package io.shopledger.query.asof;

import org.jspecify.annotations.NullMarked;
