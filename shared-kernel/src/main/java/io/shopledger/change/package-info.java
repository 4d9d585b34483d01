/** The forms in which an event tells what changed, from → to. */
@NullMarked
package io.shopledger.change;

import org.jspecify.annotations.NullMarked;
