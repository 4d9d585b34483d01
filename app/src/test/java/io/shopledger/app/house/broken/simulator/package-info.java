/** Stands for the simulator. */
@NullMarked
package io.shopledger.app.house.broken.simulator;

import org.jspecify.annotations.NullMarked;
