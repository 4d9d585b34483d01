package io.shopledger.shopify.store;

import java.util.Locale;

/** How we stand with a store, as its row says; other modules know it as {@code Stores.Standing}. */
enum StoreStatus {
    /** Its token was tried, and works. */
    CONNECTED,
    /** Shopify could not be asked whether the token works. */
    UNVERIFIED,
    /** Calls are refused until a person acts; the reason says on what. */
    PARKED,
    /** Let go by us or by the merchant; what is known of it stays. */
    DISCONNECTED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StoreStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
