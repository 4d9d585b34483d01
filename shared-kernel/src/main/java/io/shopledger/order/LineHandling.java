package io.shopledger.order;

import org.jspecify.annotations.Nullable;

/**
 * How a line is handled, which only the webhook tells.
 *
 * @param id of the order's line
 * @param grams of one unit
 * @param fulfillmentService who sends it, such as {@code manual}
 * @param variantInventoryManagement who counts its stock, such as {@code shopify}; absent where nobody does
 */
public record LineHandling(
        long id,
        @Nullable Long grams,
        @Nullable String fulfillmentService,
        @Nullable String variantInventoryManagement) {}
