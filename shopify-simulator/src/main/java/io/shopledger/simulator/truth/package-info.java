/** What the store holds and how it changes: the truth that others are compared with. */
@NullMarked
package io.shopledger.simulator.truth;

import org.jspecify.annotations.NullMarked;
