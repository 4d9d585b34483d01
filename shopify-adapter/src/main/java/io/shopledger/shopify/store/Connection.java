package io.shopledger.shopify.store;

import org.jspecify.annotations.Nullable;

/**
 * What a person gives to connect a store. Its text holds no secret.
 *
 * @param storeDomain such as {@code demo.myshopify.com}
 * @param accessToken absent where we are to ask Shopify for one, with the key and the secret
 * @param apiKey the app's client id; absent where it is the one of the settings
 * @param apiSecret the app's client secret, with which Shopify signs; absent where it is the one of the settings
 * @param privateApp whether the app is the store's own
 */
public record Connection(
        @Nullable String storeDomain,
        @Nullable String accessToken,
        @Nullable String apiKey,
        @Nullable String apiSecret,
        @Nullable Boolean privateApp) {
    public Connection {
        storeDomain = given(storeDomain);
        accessToken = given(accessToken);
        apiKey = given(apiKey);
        apiSecret = given(apiSecret);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public String toString() {
        return "Connection[" + storeDomain + "]";
    }
}
