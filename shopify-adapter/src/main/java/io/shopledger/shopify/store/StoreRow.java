package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code ledger.store}.
 *
 * @param generation counts the installations: one more each time the store is connected again after it was let go
 * @param shopGid Shopify's id of the shop, such as {@code gid://shopify/Shop/1}; what a store is
 * @param scopes as granted; absent as long as Shopify has not told them
 * @param tokenExpiresAt absent where the token does not expire
 * @param refreshExpiresAt when nothing renews it any more; absent where something always does
 */
record StoreRow(
        StoreId id,
        String domain,
        int generation,
        StoreStatus status,
        @Nullable String statusReason,
        @Nullable String shopGid,
        @Nullable String name,
        @Nullable String currency,
        @Nullable String timeZone,
        @Nullable List<String> scopes,
        WayIn wayIn,
        @Nullable String apiKey,
        boolean privateApp,
        @Nullable Instant tokenExpiresAt,
        @Nullable Instant refreshExpiresAt,
        Instant connectedAt,
        @Nullable Instant disconnectedAt) {}
