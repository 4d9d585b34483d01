package io.shopledger.query.order;

import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One order after an event: what its row says.
 *
 * @param record absent while only the stored version was asked for
 * @param updatedAt when Shopify says the last change was so; learning is no change
 * @param changedAt when the last event was appended, by our clock
 * @param version the last event's number in the order's stream
 * @param stored whether a row exists already
 * @param linesChanged whether the rows of its lines are to be written anew
 */
record OrderState(
        OrderId id,
        @Nullable OrderRecord record,
        Instant updatedAt,
        @Nullable Instant removedAt,
        String lastEvent,
        Instant lastEventAt,
        Instant changedAt,
        long version,
        boolean stored,
        boolean linesChanged) {

    static OrderState after(
            OrderId id, @Nullable OrderState before, OrderEvent event, long sequence, Instant appendedAt) {
        Instant at = event.origin().at();
        Instant removedAt = before == null ? null : before.removedAt();
        if (event instanceof OrderEvent.OrderRemoved) {
            removedAt = at;
        } else if (event instanceof OrderEvent.OrderReturned) {
            removedAt = null;
        }
        OrderRecord known = before == null ? null : before.record();
        OrderRecord record = OrderFold.after(known, event);
        return new OrderState(
                id,
                record,
                before != null && event instanceof OrderEvent.OrderLearned ? before.updatedAt() : at,
                removedAt,
                event.getClass().getSimpleName(),
                at,
                appendedAt,
                sequence,
                before != null && before.stored(),
                known == null
                        || (before != null && before.linesChanged())
                        || !known.lineItems().equals(record.lineItems()));
    }

    OrderRecord known() {
        if (record == null) {
            throw new IllegalStateException(id + " was not read whole");
        }
        return record;
    }
}
