package io.shopledger.query.freshness;

/** The rows asked for do not hold yet what they are to hold. The message is shown. */
final class NotThereYet extends RuntimeException {
    NotThereYet(String message) {
        super(message);
    }
}
