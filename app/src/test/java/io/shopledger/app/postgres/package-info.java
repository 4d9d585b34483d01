/** The database that comes along, started, killed and started again. */
@NullMarked
package io.shopledger.app.postgres;

import org.jspecify.annotations.NullMarked;
