package io.shopledger.shopify.oauth;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An access token as Shopify granted it.
 *
 * @param scopes as granted, with commas; absent where Shopify does not say
 * @param expiresIn absent where it does not expire
 * @param refreshToken by which it is renewed; absent where it does not expire, or is asked for anew with key and secret
 * @param refreshExpiresIn how long that serves; absent where Shopify does not say
 */
public record GrantedToken(
        String accessToken,
        @Nullable String scopes,
        @Nullable Duration expiresIn,
        @Nullable String refreshToken,
        @Nullable Duration refreshExpiresIn) {
    @Override
    public String toString() {
        return "GrantedToken[scopes=" + scopes + "]";
    }
}
