/** Stock: what happened to items and to their levels, told from what is observed. */
@NullMarked
package io.shopledger.command.inventory;

import org.jspecify.annotations.NullMarked;
