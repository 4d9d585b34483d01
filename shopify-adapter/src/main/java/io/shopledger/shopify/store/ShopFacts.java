package io.shopledger.shopify.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Shopify says of a shop and of our access to it.
 *
 * @param gid such as {@code gid://shopify/Shop/1}
 * @param currency ISO 4217
 * @param timeZone of the tz database
 * @param scopes as granted; absent where Shopify did not tell
 */
record ShopFacts(
        String gid,
        @Nullable String domain,
        @Nullable String name,
        @Nullable String currency,
        @Nullable String timeZone,
        @Nullable List<String> scopes) {}
