package io.shopledger.command.write;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.shopledger.StoreId;
import io.shopledger.write.ProductWriteCommand.ConfirmProductWrite;
import io.shopledger.write.ProductWriteCommand.ConfirmStockSet;
import io.shopledger.write.ProductWriteCommand.RejectProductWrite;
import io.shopledger.write.ProductWriteEvent;
import io.shopledger.write.ProductWriteEvent.ProductWriteConfirmed;
import io.shopledger.write.ProductWriteEvent.ProductWriteRejected;
import io.shopledger.write.ProductWriteEvent.StockSetConfirmed;
import io.shopledger.write.WriteId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One change of Shopify's data that we were asked for: intended, then confirmed or rejected, once. */
@Aggregate
class ProductWrite {
    @AggregateIdentifier
    private @Nullable WriteId id;

    private @Nullable StoreId store;
    private boolean ended;

    ProductWrite() {} // Axon makes it empty, then replays its events

    static ProductWrite begun(ProductWriteEvent intent) {
        apply(intent);
        return new ProductWrite();
    }

    void confirm(ConfirmProductWrite told, Instant now) {
        if (!ended) {
            apply(new ProductWriteConfirmed(told.writeId(), Objects.requireNonNull(store), told.product(), now));
        }
    }

    void confirm(ConfirmStockSet told, Instant now) {
        if (!ended) {
            apply(new StockSetConfirmed(told.writeId(), Objects.requireNonNull(store), now));
        }
    }

    void reject(RejectProductWrite told, Instant now) {
        if (!ended) {
            apply(new ProductWriteRejected(told.writeId(), Objects.requireNonNull(store), told.errors(), now));
        }
    }

    @EventSourcingHandler
    void on(ProductWriteEvent event) {
        id = event.writeId();
        store = event.store();
        ended = !event.begins();
    }
}
