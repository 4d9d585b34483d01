/** Stands for the command side, and reaches where it must not. */
@NullMarked
package io.shopledger.app.house.broken.command;

import org.jspecify.annotations.NullMarked;
