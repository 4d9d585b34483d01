package io.shopledger.order;

import io.shopledger.Origin;
import io.shopledger.observation.Hint;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Redaction;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of an order. Orders are observed, not changed: an observation never fails. */
public sealed interface OrderCommand extends Observation {

    @TargetAggregateIdentifier
    OrderId orderId();

    @Override
    default String stream() {
        return orderId().toString();
    }

    /**
     * The order was seen as it is.
     *
     * @param updatedAt Shopify's {@code updated_at}: orders observations, and is no part of what is compared
     * @param triggeredAt the delivery's {@code X-Shopify-Triggered-At}; absent for reads
     * @param partial whether something was cut from what was seen, so that a read by id must tell it
     */
    record ObserveOrder(
            OrderId orderId,
            OrderRecord record,
            @Override @Nullable Instant updatedAt,
            @Override @Nullable Instant triggeredAt,
            Origin origin,
            @Override boolean partial)
            implements OrderCommand, Seen<OrderRecord> {

        /** What was seen is all that this source tells. */
        public ObserveOrder(
                OrderId orderId,
                OrderRecord record,
                @Nullable Instant updatedAt,
                @Nullable Instant triggeredAt,
                Origin origin) {
            this(orderId, record, updatedAt, triggeredAt, origin, false);
        }
    }

    /**
     * Shopify says that the order is gone.
     *
     * @param evidence how it was learnt, such as {@code orders/delete}
     */
    record ObserveOrderRemoval(
            OrderId orderId,
            String evidence,
            @Override @Nullable Instant triggeredAt,
            Origin origin) implements OrderCommand, Removal {}

    /** Something of the order was told that is not the order: a refund or a fulfilment. */
    record ObserveOrderHint(
            OrderId orderId, @Override @Nullable Instant triggeredAt, Origin origin) implements OrderCommand, Hint {}

    /** Shopify demands that what is personal of the order be erased. */
    record RedactOrder(OrderId orderId, @Override @Nullable Instant triggeredAt, Origin origin)
            implements OrderCommand, Redaction {}
}
