package io.shopledger.order;

import io.shopledger.ById;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One parcel of an order. How it is tracked is among the order's personal fields.
 *
 * @param status Shopify's word in upper case, such as {@code SUCCESS} or {@code CANCELLED}
 */
public record Fulfillment(
        long id,
        @Nullable String name,
        @Nullable String status,
        @Nullable Instant createdAt,
        @Nullable Long locationId,
        @Nullable String trackingCompany,
        List<FulfilledLine> lineItems) {
    public Fulfillment {
        lineItems = ById.sorted(lineItems, FulfilledLine::id);
    }

    /** @param id of the order's line */
    public record FulfilledLine(long id, long quantity) {}
}
