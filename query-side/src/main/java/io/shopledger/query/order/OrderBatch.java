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

/**
 * The orders touched by one unit of work: read once before its first event, folded in memory, written once when it is
 * about to commit. An event that cannot be folded fails by itself and leaves the batch as it was.
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
        if (before != null && before.record() == null) {
            before = table.read(List.of(id), List.of()).get(id);
        }
        changed.put(id, OrderState.after(id, before, event, sequence, appendedAt));
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
        read(withRecord, versionOnly);
    }

    private void read(List<OrderId> withRecord, List<OrderId> versionOnly) {
        Map<OrderId, OrderState> found = table.read(withRecord, versionOnly);
        withRecord.forEach(id -> read.put(id, found.get(id)));
        versionOnly.forEach(id -> read.put(id, found.get(id)));
    }
}
