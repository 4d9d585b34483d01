package io.shopledger.command.eventstore;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Events as they are stored, in the order of their positions, which begin at 1: as the bytes that seals cover. */
interface StoredEvents {

    record Event(
            long index,
            String stream,
            long sequence,
            String id,
            @Nullable String aggregate,
            String type,
            @Nullable String revision,
            String timestamp,
            byte[] payload,
            byte[] metadata) {}

    /** An event of which no more than its place is known. */
    record Place(String stream, long sequence) {}

    /**
     * @param after the position behind which to begin
     * @param upTo the last position wanted
     * @return the next ones, so many at most
     */
    List<Event> next(long after, long upTo, int most);

    /**
     * @param sealed the last position that a seal covers
     * @return the first event behind it that cannot be there unless it was put there by hand, or nobody seals
     */
    @Nullable
    Event unsealed(long sealed);

    /**
     * Where streams have events missing: before others of theirs, or at the end.
     *
     * @return the first missing one of each stream, two at most
     */
    List<Place> missingFrom(long index);

    /** @return the number of the last event of a stream up to a position, -1 where there is none; empty where that cannot be told */
    OptionalLong lastSequence(String stream, long position);

    /** @return a position as the event store's own tokens have it; empty where an event's own time says when it was known */
    OptionalLong token(long position);
}
