package io.shopledger.order;

import io.shopledger.ById;
import io.shopledger.MoneyBag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order. See <a href="https://shopify.dev/docs/api/admin-graphql/latest/objects/LineItem">LineItem</a>.
 *
 * @param quantity as ordered
 * @param currentQuantity as ordered, less what was removed or refunded; absent in payloads older than 2024
 * @param fulfillableQuantity what is still to be shipped
 * @param price of one unit, before discounts
 * @param totalDiscount on the whole line
 */
public record OrderLine(
        long id,
        @Nullable Long productId,
        @Nullable Long variantId,
        @Nullable String title,
        @Nullable String variantTitle,
        @Nullable String sku,
        @Nullable String vendor,
        long quantity,
        @Nullable Long currentQuantity,
        @Nullable Long fulfillableQuantity,
        @Nullable MoneyBag price,
        @Nullable MoneyBag totalDiscount,
        @Nullable Boolean requiresShipping,
        @Nullable Boolean taxable,
        @Nullable Boolean giftCard,
        List<TaxLine> taxLines) {
    public OrderLine {
        taxLines = ById.sorted(taxLines, TaxLine.ORDER);
    }
}
