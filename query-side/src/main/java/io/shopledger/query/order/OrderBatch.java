package io.shopledger.query.order;

import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The orders touched by one unit of work: read once before its first event, folded in memory, written once when it is
 * about to commit. An event that cannot be folded fails by itself and leaves the batch as it was; one that does not follow
 * the last known cannot be folded, for its row would lack what was between and not show it.
 */
final class OrderBatch {
    private static final String RESOURCE = OrderBatch.class.getName();

    private final OrderTable table;
    private final Map<OrderId, @Nullable OrderState> read = new HashMap<>();
    private final Map<OrderId, OrderState> changed = new TreeMap<>(OrderTable.BY_KEY);

    private OrderBatch(OrderTable table) {
        this.table = table;
    }

    /** @return the batch of this unit of work, begun when there is none yet */
    static OrderBatch of(UnitOfWork<?> current, OrderTable table) {
        UnitOfWork<?> root = current.root();
        return root.getOrComputeResource(RESOURCE, key -> {
            OrderBatch batch = new OrderBatch(table);
            if (root instanceof BatchingUnitOfWork<?> together) {
                batch.read(together.getMessages());
            }
            root.onPrepareCommit(done -> table.write(batch.changed.values()));
            return batch;
        });
    }

    void add(OrderEvent event, long sequence, Instant appendedAt) {
        OrderId id = event.orderId();
        OrderState before = before(id, event);
        if (before != null && sequence <= before.version()) {
            return; // the row tells of it already
        }
        if (sequence != nextOf(before) || (before != null && before.record() == null)) {
            before = table.read(List.of(id), List.of()).get(id); // made anew since the batch was read, perhaps
            if (before != null && sequence <= before.version()) {
                read.put(id, before);
                return;
            }
        }
        if (sequence != nextOf(before)) {
            throw new IllegalStateException(
                    "%s is known up to event %d and this is event %d: it would be folded over a hole"
                            .formatted(id, nextOf(before) - 1, sequence));
        }
        changed.put(id, OrderState.after(id, before, event, sequence, appendedAt));
    }

    private static long nextOf(@Nullable OrderState before) {
        return before == null ? 0 : before.version() + 1;
    }

    private @Nullable OrderState before(OrderId id, OrderEvent event) {
        OrderState inBatch = changed.get(id);
        if (inBatch != null) {
            return inBatch;
        }
        if (!read.containsKey(id)) {
            boolean placed = event instanceof OrderEvent.OrderPlaced;
            read(placed ? List.of() : List.of(id), placed ? List.of(id) : List.of());
        }
        return read.get(id);
    }

    /** An order whose first event here is its placing needs no record, only to be known as new. */
    private void read(Collection<? extends Message<?>> messages) {
        Map<OrderId, Boolean> whole = new HashMap<>();
        for (Message<?> message : messages) {
            if (OrderEvent.class.isAssignableFrom(message.getPayloadType())) {
                try {
                    OrderEvent event = (OrderEvent) message.getPayload();
                    whole.putIfAbsent(event.orderId(), !(event instanceof OrderEvent.OrderPlaced));
                } catch (SerializationException unreadable) {
                    continue; // it fails again, as itself, when its turn comes
                }
            }
        }
        List<OrderId> withRecord = new ArrayList<>();
        List<OrderId> versionOnly = new ArrayList<>();
        whole.forEach((id, wanted) -> (wanted ? withRecord : versionOnly).add(id));
        try {
            read(withRecord, versionOnly);
        } catch (JacksonException brokenRow) {
            read.clear(); // then each is read when its turn comes, and only the events of the broken one fail
        }
    }

    private void read(List<OrderId> withRecord, List<OrderId> versionOnly) {
        Map<OrderId, OrderState> found = table.read(withRecord, versionOnly);
        withRecord.forEach(id -> read.put(id, found.get(id)));
        versionOnly.forEach(id -> read.put(id, found.get(id)));
    }
}
