/** What goes wrong on purpose on the way to the subscribers, and to the callers. */
@NullMarked
package io.shopledger.simulator.faults;

import org.jspecify.annotations.NullMarked;
