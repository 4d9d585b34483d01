/** What happened to an entity, event by event, from the event store itself. */
@NullMarked
package io.shopledger.query.audit;

import org.jspecify.annotations.NullMarked;
