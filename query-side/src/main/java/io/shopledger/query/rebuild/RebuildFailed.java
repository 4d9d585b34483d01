package io.shopledger.query.rebuild;

/** A rebuild cannot go on; the old tables stay. The message is shown: it says why, and holds nothing personal. */
final class RebuildFailed extends RuntimeException {
    RebuildFailed(String why) {
        super(why);
    }
}
