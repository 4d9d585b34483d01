package io.shopledger.query.order;

import io.shopledger.order.OrderEvent;
import io.shopledger.query.entity.Entities;
import io.shopledger.query.entity.Kind;
import io.shopledger.query.projection.Projection;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/**
 * Writes {@code shopify_orders} and {@code shopify_order_lines}: one row per order and line, as of the last event; and what they
 * add to {@code shopify_sales} and {@code shopify_product_sales}. Rows
 * follow from the events alone, so the same events give the same rows however often they are replayed.
 */
@Component
@ProcessingGroup(OrderProjection.NAME)
class OrderProjection implements Projection {
    static final String NAME = "orders";

    private final Entities<?, OrderEvent> orders;

    OrderProjection(Entities.Factory entities) {
        orders = entities.of(OrderKind.ORDERS);
    }

    @EventHandler
    void on(OrderEvent event, @SequenceNumber long sequence, @Timestamp Instant appendedAt) {
        orders.add(event, sequence, appendedAt);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** 2: words, and sales beside orders. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<Kind<?, ?>> kinds() {
        return List.of(OrderKind.ORDERS);
    }

    @Override
    public void forget(String stream) {
        orders.forget(stream);
    }

    @Override
    public void count(String stream) {
        orders.count(stream);
    }

    @Override
    public OptionalLong markIncomplete(String stream) {
        return orders.markIncomplete(stream);
    }

    @ResetHandler
    void forgetAll() {
        orders.forgetAll();
    }
}
