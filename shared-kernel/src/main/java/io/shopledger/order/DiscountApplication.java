package io.shopledger.order;

import org.jspecify.annotations.Nullable;

/**
 * A discount that was granted, told by what it is worth and not by what it came to. Which part of it a line got says the
 * line's {@link DiscountAllocation}, by this one's place in the order's list. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/interfaces/DiscountApplication">DiscountApplication</a>.
 *
 * @param type {@code DISCOUNT_CODE}, {@code AUTOMATIC}, {@code MANUAL} or {@code SCRIPT}
 * @param value plain decimal text: a percentage or an amount, as {@code valueType} says
 */
public record DiscountApplication(
        @Nullable String type,
        @Nullable String title,
        @Nullable String description,
        @Nullable String code,
        @Nullable String value,
        @Nullable String valueType,
        @Nullable String allocationMethod,
        @Nullable String targetSelection,
        @Nullable String targetType) {}
