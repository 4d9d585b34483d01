/** The threads that the store runs on. */
@NullMarked
package io.shopledger.simulator.threads;

import org.jspecify.annotations.NullMarked;
