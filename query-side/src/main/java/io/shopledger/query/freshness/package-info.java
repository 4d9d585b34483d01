/** How new an answer is: behind which event its rows are, and waiting until they hold a given one. */
@NullMarked
package io.shopledger.query.freshness;

import org.jspecify.annotations.NullMarked;
