package io.shopledger.shopify.webhook;

/** Nobody who knows one of our secrets sent this. */
final class InvalidSignature extends RuntimeException {
    InvalidSignature(String message) {
        super(message);
    }
}
