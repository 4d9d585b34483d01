package io.shopledger.shopify.webhook;

/** Nobody who knows one of our secrets sent this. The message is shown: it says what is wrong and what to do. */
final class InvalidSignature extends RuntimeException {
    InvalidSignature(String message) {
        super(message);
    }
}
