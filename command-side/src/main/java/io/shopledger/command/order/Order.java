package io.shopledger.command.order;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.ObserveOrderRemoval;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.order.OrderEvent.OrderRemoved;
import io.shopledger.order.OrderEvent.OrderReturned;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One order as far as we know it. Whether an observation is newer than what we know is settled before it comes here
 * ({@link io.shopledger.command.observation.Newness}); the order says what is different.
 */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotTrigger")
@Revision("1")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
class Order {
    @AggregateIdentifier
    private @Nullable OrderId id;

    private @Nullable OrderRecord known;
    private boolean removed;

    Order() {} // Axon makes it empty, then replays its events

    Order(ObserveOrder seen) {
        apply(new OrderPlaced(seen.orderId(), seen.record(), seen.origin()));
    }

    /** @return how many events it took to say what is different */
    int observe(ObserveOrder seen) {
        int events = 0;
        if (removed) {
            apply(new OrderReturned(seen.orderId(), seen.origin()));
            events++;
        }
        List<OrderEvent> changes = OrderChanges.between(known(), seen);
        changes.forEach(change -> apply(change));
        return events + changes.size();
    }

    void observeRemoval(ObserveOrderRemoval seen) {
        if (!removed) {
            apply(new OrderRemoved(seen.orderId(), seen.evidence(), seen.origin()));
        }
    }

    /** @return the record after everything that happened so far */
    OrderRecord known() {
        if (known == null) {
            throw new IllegalStateException("An order without its first event");
        }
        return known;
    }

    @EventSourcingHandler
    void on(OrderEvent event) {
        id = event.orderId();
        known = OrderFold.after(known, event);
        if (event instanceof OrderRemoved) {
            removed = true;
        } else if (event instanceof OrderReturned) {
            removed = false;
        }
    }
}
