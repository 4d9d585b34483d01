package io.shopledger.shopify.graphql;

import org.jspecify.annotations.Nullable;

/** Why a store is left alone until somebody acts. */
public enum ParkedReason {
    NO_TOKEN("no-token", false, "No access token is known of this store. Connect it: POST /api/v1/stores"),
    DISCONNECTED(
            "disconnected",
            false,
            "The store is disconnected: the app was removed there, or the store was let go here. Connect it again: POST"
                    + " /api/v1/stores"),
    TOKEN_REFUSED(
            "token-refused",
            false,
            "Shopify refuses the access token (401): it was revoked, or the app was removed. Connect the store again"),
    STORE_FROZEN(
            "store-frozen", true, "The store is frozen for want of payment (402). Its owner settles that with Shopify"),
    FORBIDDEN(
            "forbidden",
            true,
            "Shopify forbids the app to call this store (403). Check the app's scopes and its approval"),
    STORE_LOCKED("store-locked", true, "The store is locked (423). Its owner settles that with Shopify");

    private final String code;
    private final boolean passing;
    private final String message;

    ParkedReason(String code, boolean passing, String message) {
        this.code = code;
        this.passing = passing;
        this.message = message;
    }

    /** @return stable, as it is stored and shown */
    public String code() {
        return code;
    }

    /** @return whether it may end without our being told: the store's work waits, and it is tried again and again */
    public boolean isPassing() {
        return passing;
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
