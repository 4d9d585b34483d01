/** Gives apps their access tokens. */
@NullMarked
package io.shopledger.simulator.oauth;

import org.jspecify.annotations.NullMarked;
