package io.shopledger.shopify.webhook;

/** More comes in than can be kept just now. Shopify sends it again later. */
final class Overloaded extends RuntimeException {
    Overloaded(String message) {
        super(message);
    }
}
