/** How well we are: health, lag and metrics. */
@NullMarked
package io.shopledger.query.health;

import org.jspecify.annotations.NullMarked;
