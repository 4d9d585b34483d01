package io.shopledger.shopify.webhook;

/**
 * Why a delivery cannot be used.
 *
 * @param code stable, such as {@code unknown-shop}
 * @param detail what was wrong and what to do, for a person; holds no personal data
 */
record DeadReason(String code, String detail) {}
