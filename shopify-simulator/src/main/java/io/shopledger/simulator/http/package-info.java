/** The store's own addresses, under {@code /__sim}, by which tests look at it and steer it. */
@NullMarked
package io.shopledger.simulator.http;

import org.jspecify.annotations.NullMarked;
