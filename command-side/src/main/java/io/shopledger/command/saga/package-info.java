/** Where sagas keep their state and their positions, and what happens when one of them fails. */
@NullMarked
package io.shopledger.command.saga;

import org.jspecify.annotations.NullMarked;
