package io.shopledger.command.order;

import io.shopledger.Origin;
import io.shopledger.command.observation.Observed;
import io.shopledger.observation.Redaction;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.order.OrderEvent.OrderRedacted;
import io.shopledger.order.OrderEvent.OrderRemoved;
import io.shopledger.order.OrderEvent.OrderReturned;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One order: what is observed of it becomes what happened to it, in the merchant's words. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotTrigger")
@Revision("3")
class Order extends Observed<OrderRecord, OrderEvent> {
    Order() {} // Axon makes it empty, then replays its events

    @Override
    protected OrderEvent first(Seen<OrderRecord> seen) {
        return new OrderPlaced(id(seen.stream()), seen.record(), seen.origin());
    }

    @Override
    protected List<OrderEvent> changes(OrderRecord known, OrderRecord seen, Origin origin) {
        return OrderChanges.between(known, seen, id(stream()), origin);
    }

    @Override
    protected OrderEvent removal(Removal seen) {
        return new OrderRemoved(id(seen.stream()), seen.evidence(), seen.origin());
    }

    @Override
    protected OrderEvent comeback(Seen<OrderRecord> seen) {
        return new OrderReturned(id(seen.stream()), seen.origin());
    }

    @Override
    protected OrderEvent redaction(Redaction demand) {
        return new OrderRedacted(id(stream()), demand.origin());
    }

    @Override
    protected @Nullable Boolean gone(OrderEvent event) {
        return event instanceof OrderRemoved ? Boolean.TRUE : event instanceof OrderReturned ? Boolean.FALSE : null;
    }

    @Override
    protected OrderRecord fold(@Nullable OrderRecord before, OrderEvent event) {
        return OrderFold.after(before, event);
    }

    private static OrderId id(String stream) {
        return OrderId.parse(stream);
    }
}
