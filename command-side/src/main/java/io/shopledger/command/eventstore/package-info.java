/** The event store on Postgres: appends in order, sealed, under logical names. */
@NullMarked
package io.shopledger.command.eventstore;

import org.jspecify.annotations.NullMarked;
