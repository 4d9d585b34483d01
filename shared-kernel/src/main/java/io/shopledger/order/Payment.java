package io.shopledger.order;

import io.shopledger.MoneyBag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a payment, which only GraphQL tells of an order. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/objects/OrderTransaction">OrderTransaction</a>.
 *
 * @param kind Shopify's word in upper case: {@code AUTHORIZATION}, {@code CAPTURE}, {@code SALE}, {@code VOID}, {@code REFUND} …
 * @param status Shopify's word in upper case, such as {@code SUCCESS} or {@code PENDING}
 * @param parentId the step that this one follows, as a capture its authorization
 * @param errorCode why it failed, in upper case; absent where it did not
 */
public record Payment(
        long id,
        @Nullable String kind,
        @Nullable String status,
        @Nullable String gateway,
        @Nullable MoneyBag amount,
        @Nullable Instant createdAt,
        @Nullable Instant processedAt,
        @Nullable Long parentId,
        @Nullable String paymentId,
        @Nullable Boolean test,
        @Nullable String errorCode) {}
