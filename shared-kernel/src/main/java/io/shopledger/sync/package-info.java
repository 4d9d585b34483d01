/** The language of syncs: what is pulled from a store, step by step. */
@NullMarked
package io.shopledger.sync;

import org.jspecify.annotations.NullMarked;
