package io.shopledger.product;

import io.shopledger.Origin;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a product: to be observed. An observation never fails. */
public sealed interface ProductCommand extends Observation {

    @TargetAggregateIdentifier
    ProductId productId();

    @Override
    default String stream() {
        return productId().toString();
    }

    /**
     * It was seen as it is.
     *
     * @param updatedAt Shopify's {@code updated_at}: orders observations, and is no part of what is compared
     * @param triggeredAt the delivery's {@code X-Shopify-Triggered-At}; absent for reads
     * @param partial whether more is there than was seen, so that a read by id must tell it
     */
    record ObserveProduct(
            ProductId productId,
            ProductRecord record,
            @Override @Nullable Instant updatedAt,
            @Override @Nullable Instant triggeredAt,
            Origin origin,
            @Override boolean partial)
            implements ProductCommand, Seen<ProductRecord> {}

    /**
     * Shopify says that it is gone.
     *
     * @param evidence how it was learnt, such as the webhook's topic
     */
    record ObserveProductRemoval(
            ProductId productId,
            String evidence,
            @Override @Nullable Instant triggeredAt,
            Origin origin) implements ProductCommand, Removal {}
}
