/** Products: what happened to them, told from what is observed. */
@NullMarked
package io.shopledger.command.product;

import org.jspecify.annotations.NullMarked;
