package io.shopledger.query.order;

import io.shopledger.order.OrderEvent;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Writes {@code shopify_orders} and {@code shopify_order_lines}: one row per order and line, as of the last event. Rows
 * follow from the events alone, so the same events give the same rows however often they are replayed.
 */
@Component
@ProcessingGroup("orders")
class OrderProjection {
    private final OrderTable table;

    OrderProjection(OrderTable table) {
        this.table = table;
    }

    @EventHandler
    void on(OrderEvent event, @SequenceNumber long sequence, @Timestamp Instant appendedAt) {
        OrderBatch.of(CurrentUnitOfWork.get(), table).add(event, sequence, appendedAt);
    }

    @ResetHandler
    void forgetAll() {
        table.clear();
    }
}
