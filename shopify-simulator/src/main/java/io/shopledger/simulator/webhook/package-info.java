/** Tells the store's subscribers what happened: signed, repeated until acknowledged, given up after eight retries. */
@NullMarked
package io.shopledger.simulator.webhook;

import org.jspecify.annotations.NullMarked;
