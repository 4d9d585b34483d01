/** Orders: what an observation changes. */
@NullMarked
package io.shopledger.command.order;

import org.jspecify.annotations.NullMarked;
