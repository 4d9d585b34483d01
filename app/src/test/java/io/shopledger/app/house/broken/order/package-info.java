/** Stands for a room of the language, and does what only others may. */
@NullMarked
package io.shopledger.app.house.broken.order;

import org.jspecify.annotations.NullMarked;
