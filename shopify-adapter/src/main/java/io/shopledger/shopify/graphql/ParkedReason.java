package io.shopledger.shopify.graphql;

import org.jspecify.annotations.Nullable;

/** Why a store is left alone until a person acts. */
public enum ParkedReason {
    NO_TOKEN("no-token", "No access token is known of this store. Connect it: POST /api/v1/stores"),
    TOKEN_REFUSED(
            "token-refused",
            "Shopify refuses the access token (401): it was revoked, or the app was removed. Connect the store again"),
    STORE_FROZEN("store-frozen", "The store is frozen for want of payment (402). Its owner settles that with Shopify"),
    FORBIDDEN("forbidden", "Shopify forbids the app to call this store (403). Check the app's scopes and its approval"),
    STORE_LOCKED("store-locked", "The store is locked (423). Its owner settles that with Shopify");

    private final String code;
    private final String message;

    ParkedReason(String code, String message) {
        this.code = code;
        this.message = message;
    }

    /** @return stable, as it is stored and shown */
    public String code() {
        return code;
    }

    public String message() {
        return message;
    }

    static @Nullable ParkedReason ofStatus(int status) {
        return switch (status) {
            case 401 -> TOKEN_REFUSED;
            case 402 -> STORE_FROZEN;
            case 403 -> FORBIDDEN;
            case 423 -> STORE_LOCKED;
            default -> null;
        };
    }
}
