/** Stores: the shops we are connected to. */
@NullMarked
package io.shopledger.store;

import org.jspecify.annotations.NullMarked;
