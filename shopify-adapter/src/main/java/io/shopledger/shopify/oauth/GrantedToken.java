package io.shopledger.shopify.oauth;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An access token as Shopify granted it.
 *
 * @param scopes as granted, with commas; absent where Shopify does not say
 * @param expiresIn absent where it does not expire
 */
public record GrantedToken(
        String accessToken,
        @Nullable String scopes,
        @Nullable Duration expiresIn) {
    @Override
    public String toString() {
        return "GrantedToken[scopes=" + scopes + "]";
    }
}
