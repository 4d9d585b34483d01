/** What goes wrong on purpose on the way to the subscribers. */
@NullMarked
package io.shopledger.simulator.faults;

import org.jspecify.annotations.NullMarked;
