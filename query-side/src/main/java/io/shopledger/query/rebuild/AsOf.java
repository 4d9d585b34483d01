package io.shopledger.query.rebuild;

import io.shopledger.StoreId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A store as it was known at a moment, in tables of its own.
 *
 * @param lastPosition up to which events are taken; absent where each event's own time tells
 * @param incomplete how many entities have events that could not be used
 * @param done up to which event the tables are filled
 * @param of up to which they are to be
 * @param rate events a second; absent until it is known
 * @param sameCode whether the code that fills, or filled, them is this one
 */
public record AsOf(
        long id,
        StoreId store,
        Instant knownAt,
        @Nullable Long lastPosition,
        State state,
        long done,
        long of,
        @Nullable Double rate,
        long incomplete,
        @Nullable String reason,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant endedAt,
        Instant expiresAt,
        boolean sameCode) {

    /** Where it is. */
    public enum State {
        REQUESTED,
        FILLING,
        READY,
        FAILED,
        DROPPED,
        EXPIRED;

        /** @return whether it takes one of the few places that a store has */
        boolean isThere() {
            return compareTo(READY) <= 0;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @return where its tables are */
    public static String schema(long id) {
        return "as_of_" + id;
    }
}
