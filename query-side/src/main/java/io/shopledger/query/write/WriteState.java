package io.shopledger.query.write;

import io.shopledger.write.ProductWriteCommand.UserError;
import io.shopledger.write.ProductWriteEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product write as of its last event.
 *
 * @param status {@code pending}, then {@code confirmed} or {@code rejected}
 * @param product Shopify's number of the product that it made
 */
record WriteState(
        long store,
        String status,
        String title,
        String handle,
        @Nullable Long product,
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
        if (event instanceof ProductWriteEvent.ProductWriteRequested e) {
            return new WriteState(
                    e.store().value(),
                    "pending",
                    e.product().title(),
                    e.product().handle(),
                    null,
                    List.of(),
                    e.at(),
                    null);
        }
        if (before == null) {
            throw new IllegalStateException(
                    event.writeId() + " begins with " + event.getClass().getSimpleName());
        }
        if (event instanceof ProductWriteEvent.ProductWriteConfirmed e) {
            return before.ended("confirmed", e.product(), List.of(), e.at());
        }
        if (event instanceof ProductWriteEvent.ProductWriteRejected e) {
            return before.ended("rejected", null, e.errors(), e.at());
        }
        throw new IllegalStateException("Not told yet: " + event.getClass());
    }

    private WriteState ended(String how, @Nullable Long made, List<UserError> why, Instant at) {
        return new WriteState(store, how, title, handle, made, why, requestedAt, at);
    }
}
