package io.shopledger.query.rebuild;

/** This process is to stop working on a rebuild: it was cancelled, another process took it over, or this one ends. */
final class NoLongerOurs extends RuntimeException {
    NoLongerOurs() {
        super("The rebuild is no longer this process's", null, false, false);
    }
}
