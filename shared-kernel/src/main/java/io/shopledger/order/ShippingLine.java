package io.shopledger.order;

import io.shopledger.MoneyBag;
import org.jspecify.annotations.Nullable;

/** How an order is sent, and what that costs before and after discounts. */
public record ShippingLine(
        long id,
        @Nullable String title,
        @Nullable String code,
        @Nullable String source,
        @Nullable MoneyBag price,
        @Nullable MoneyBag discountedPrice) {}
