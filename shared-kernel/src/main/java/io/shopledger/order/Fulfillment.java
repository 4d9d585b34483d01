package io.shopledger.order;

import io.shopledger.ById;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One parcel of an order.
 *
 * @param status Shopify's word in upper case, such as {@code SUCCESS} or {@code CANCELLED}
 * @param trackingNumbers in records of earlier revisions of the mapping; today's have them in the order's personal part
 */
public record Fulfillment(
        long id,
        @Nullable String name,
        @Nullable String status,
        @Nullable Instant createdAt,
        @Nullable Long locationId,
        @Nullable String trackingCompany,
        List<String> trackingNumbers,
        List<FulfilledLine> lineItems) {
    public Fulfillment {
        trackingNumbers = trackingNumbers == null ? List.of() : List.copyOf(trackingNumbers);
        lineItems = ById.sorted(lineItems, FulfilledLine::id);
    }

    Fulfillment untracked() {
        return new Fulfillment(id, name, status, createdAt, locationId, trackingCompany, List.of(), lineItems);
    }

    /** @param id of the order's line */
    public record FulfilledLine(long id, long quantity) {}
}
