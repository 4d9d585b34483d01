package io.shopledger.inventory;

import io.shopledger.Origin;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a stock level: to be observed. An observation never fails. */
public sealed interface StockLevelCommand extends Observation {

    @TargetAggregateIdentifier
    StockLevelId levelId();

    @Override
    default String stream() {
        return levelId().toString();
    }

    /**
     * It was seen as it is.
     *
     * @param updatedAt Shopify's {@code updated_at}: orders observations, and is no part of what is compared
     * @param triggeredAt the delivery's {@code X-Shopify-Triggered-At}; absent for reads
     */
    record ObserveStockLevel(
            StockLevelId levelId,
            StockLevelRecord record,
            @Override @Nullable Instant updatedAt,
            @Override @Nullable Instant triggeredAt,
            Origin origin)
            implements StockLevelCommand, Seen<StockLevelRecord> {}

    /**
     * Shopify says that it is gone.
     *
     * @param evidence how it was learnt, such as the webhook's topic
     */
    record ObserveStockLevelRemoval(
            StockLevelId levelId,
            String evidence,
            @Override @Nullable Instant triggeredAt,
            Origin origin) implements StockLevelCommand, Removal {}
}
