package io.shopledger.order;

import io.shopledger.ById;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods that come back, which only GraphQL tells of an order, and only to an app that may read returns. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/objects/Return">Return</a>.
 *
 * @param status Shopify's word in upper case, such as {@code REQUESTED} or {@code OPEN}
 */
public record OrderReturn(
        long id,
        @Nullable String name,
        @Nullable String status,
        @Nullable Instant createdAt,
        @Nullable Instant closedAt,
        List<ReturnedLine> returnLineItems) {

    public OrderReturn {
        returnLineItems = ById.sorted(returnLineItems, ReturnedLine::id);
    }

    /** @param lineItemId the order's line; absent where the return does not say which */
    public record ReturnedLine(
            long id,
            @Nullable Long lineItemId,
            long quantity,
            @Nullable Long refundedQuantity) {}
}
