/** Syncs as they went and as they go: their log, their progress, how long they took. */
@NullMarked
package io.shopledger.query.sync;

import org.jspecify.annotations.NullMarked;
