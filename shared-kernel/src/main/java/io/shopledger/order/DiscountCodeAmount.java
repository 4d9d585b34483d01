package io.shopledger.order;

import io.shopledger.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a discount code came to, which only the webhook tells.
 *
 * @param amount in the shop's currency
 * @param type Shopify's word in upper case, such as {@code PERCENTAGE}
 */
public record DiscountCodeAmount(
        @Nullable String code,
        @Nullable Money amount,
        @Nullable String type) {}
