package io.shopledger.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a walk over the seals found.
 *
 * @param seals how many were found to hold
 * @param events how many they cover
 * @param lastOrdinal the number of the last seal that holds, 0 where there is none
 * @param lastHash its hash, in hexadecimal digits
 * @param finding the first thing that is not as it was written; absent where all is
 */
public record Proof(
        long seals,
        long events,
        long lastOrdinal,
        String lastHash,
        @Nullable Finding finding) {

    public boolean holds() {
        return finding == null;
    }

    /** What is the matter. */
    public enum What {
        /** An event is not as it was when it was sealed. */
        ALTERED,
        /** A sealed event is not there any more. */
        REMOVED,
        /** An event is there that no seal covers. */
        INSERTED,
        /** Events hold, but their seal is not what they give. */
        SEAL_ALTERED,
        /** A seal is not there any more. */
        SEAL_REMOVED,
        /** All holds together, but not with the checkpoint: history was changed and sealed anew. */
        RESEALED,
        /** All holds together, but the checkpoint's seal is not there: the end of history was cut off. */
        TRUNCATED
    }

    /**
     * The first that is not as it was written.
     *
     * @param ordinal the number of the seal where it was found
     * @param position the event's index in the event store; absent where no one event is meant
     * @param stream the key of the event's stream; absent where it cannot be known any more
     * @param sequence the event's number in its stream, from 0; absent where it cannot be known any more
     * @param detail the same as a sentence
     */
    public record Finding(
            What what,
            long ordinal,
            @Nullable Long position,
            @Nullable String stream,
            @Nullable Long sequence,
            String detail) {}
}
