/** The law of convergence with everything in place: events, watermarks and read models in Postgres. */
@NullMarked
package io.shopledger.app.convergence;

import org.jspecify.annotations.NullMarked;
