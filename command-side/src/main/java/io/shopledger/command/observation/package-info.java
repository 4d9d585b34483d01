/** Pages of observations: which is newer, what it changes, what is remembered of it. */
@NullMarked
package io.shopledger.command.observation;

import org.jspecify.annotations.NullMarked;
