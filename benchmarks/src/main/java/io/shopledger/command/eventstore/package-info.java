/** What is measured of the event store alone. */
@NullMarked
package io.shopledger.command.eventstore;

import org.jspecify.annotations.NullMarked;
