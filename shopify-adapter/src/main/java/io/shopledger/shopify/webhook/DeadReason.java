package io.shopledger.shopify.webhook;

/**
 * Why a delivery cannot be used.
 *
 * @param code stable, such as {@code unknown-shop}
 * @param detail what was wrong and what to do, for a person; holds no personal data
 */
record DeadReason(String code, String detail) {
    private static final String UNKNOWN_SHOP = "unknown-shop";

    static DeadReason unknownShop() {
        return new DeadReason(
                UNKNOWN_SHOP, "No store with this domain is connected. Connect it, then retry this delivery.");
    }

    static DeadReason noShop() {
        return new DeadReason(UNKNOWN_SHOP, "The delivery names no shop in X-Shopify-Shop-Domain.");
    }
}
