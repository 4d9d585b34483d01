package io.shopledger.shopify.store;

import java.util.Locale;

/** How a store's token came to us, which is how a new one comes. */
enum WayIn {
    /** Given by a person; a new one is given by a person. */
    TOKEN,
    /** Asked for with the app's key and secret, anew every day. */
    CLIENT_CREDENTIALS,
    /** Granted by the merchant. */
    OAUTH;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static WayIn of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
