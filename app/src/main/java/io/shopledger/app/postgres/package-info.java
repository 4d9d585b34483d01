/** The database: the Postgres we bring along, or the one that DATABASE_URL names. */
@NullMarked
package io.shopledger.app.postgres;

import org.jspecify.annotations.NullMarked;
