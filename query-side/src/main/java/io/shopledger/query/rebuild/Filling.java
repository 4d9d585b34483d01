package io.shopledger.query.rebuild;

import io.shopledger.query.projection.Projection;
import org.axonframework.eventhandling.EventMessage;

/** Whose tables are filled: who holds the work, in which schema they are, and what an event means that cannot be used. */
interface Filling {
    Hold hold();

    String schema();

    /** Within the transaction of its batch, whose other events are used. */
    void cannotUse(Projection projection, EventMessage<?> event, Exception failure);
}
