package io.shopledger.query.write;

import io.shopledger.write.ProductWriteCommand.UserError;
import io.shopledger.write.ProductWriteEvent;
import io.shopledger.write.ProductWriteEvent.ProductDeletionRequested;
import io.shopledger.write.ProductWriteEvent.ProductUpdateRequested;
import io.shopledger.write.ProductWriteEvent.ProductWriteConfirmed;
import io.shopledger.write.ProductWriteEvent.ProductWriteRejected;
import io.shopledger.write.ProductWriteEvent.ProductWriteRequested;
import io.shopledger.write.ProductWriteEvent.StockSetConfirmed;
import io.shopledger.write.ProductWriteEvent.StockSetRequested;
import io.shopledger.write.StockSetting;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write as of its last event.
 *
 * @param kind {@code update}, {@code delete} or {@code stock}; absent where a product is to be made
 * @param status {@code pending}, then {@code confirmed} or {@code rejected}
 * @param title of a product that is to be made, or which one that is there is to have
 * @param product Shopify's number of the product that it made, or is about
 * @param stock that is to be set, where it is about stock
 */
record WriteState(
        long store,
        @Nullable String kind,
        String status,
        @Nullable String title,
        @Nullable String handle,
        @Nullable Long product,
        @Nullable StockSetting stock,
        List<UserError> errors,
        Instant requestedAt,
        @Nullable Instant completedAt) {
    WriteState {
        errors = errors == null ? List.of() : List.copyOf(errors);
    }

    /** @return whether nothing more will happen to it */
    boolean ended() {
        return completedAt != null;
    }

    static WriteState after(@Nullable WriteState before, ProductWriteEvent event) {
        if (event instanceof ProductWriteRequested e) {
            return begun(e, null, e.product().title(), e.product().handle(), null, null);
        }
        if (event instanceof ProductUpdateRequested e) {
            return begun(e, "update", e.edit().title(), null, e.product(), null);
        }
        if (event instanceof ProductDeletionRequested e) {
            return begun(e, "delete", null, null, e.product(), null);
        }
        if (event instanceof StockSetRequested e) {
            return begun(e, "stock", null, null, null, e.setting());
        }
        if (before == null) {
            throw new IllegalStateException(
                    event.writeId() + " begins with " + event.getClass().getSimpleName());
        }
        if (event instanceof ProductWriteConfirmed e) {
            return before.ended("confirmed", e.product(), List.of(), e.at());
        }
        if (event instanceof StockSetConfirmed e) {
            return before.ended("confirmed", null, List.of(), e.at());
        }
        if (event instanceof ProductWriteRejected e) {
            return before.ended("rejected", before.product(), e.errors(), e.at());
        }
        throw new IllegalStateException("Not told yet: " + event.getClass());
    }

    private static WriteState begun(
            ProductWriteEvent intent,
            @Nullable String kind,
            @Nullable String title,
            @Nullable String handle,
            @Nullable Long product,
            @Nullable StockSetting stock) {
        return new WriteState(
                intent.store().value(), kind, "pending", title, handle, product, stock, List.of(), intent.at(), null);
    }

    private WriteState ended(String how, @Nullable Long about, List<UserError> why, Instant at) {
        return new WriteState(store, kind, how, title, handle, about, stock, why, requestedAt, at);
    }
}
