package io.shopledger.command.observation;

import io.shopledger.observation.Observation;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of two observations of an entity is newer. Later {@code updated_at} wins. Within one {@code updated_at} (Shopify
 * gives whole seconds) a read that was sent after everything known was received wins; webhooks go by
 * {@code X-Shopify-Triggered-At}, then by arrival, and leave the entity unsettled, for two of them disagree.
 */
public enum Newness {
    /** Never heard of. */
    FIRST,
    /** Newer, and it says something else. */
    NEWS,
    /** Of the same moment as what we know, other content, and taken as the later of the two; a read must settle it. */
    UNSETTLED_NEWS,
    /** It was still so, or again so, at a later time: remembered, for what lies between is old by now. */
    SAME_LATER,
    /** We know exactly this. */
    KNOWN,
    /** Older than what we know. */
    STALE,
    /** Of the same moment as what we know, other content, and the earlier of the two; a read must settle it. */
    UNSETTLED_STALE,
    /** The entity was removed, and this does not prove that it came back. */
    REMOVED,
    /** A read sent after the removal was recorded found it alive. */
    RETURNED;

    static Newness of(@Nullable Watermark known, Observation seen, byte[] fingerprint) {
        if (known == null) {
            return FIRST;
        }
        if (known.removed()) {
            return seen.isRead() && seen.origin().heardAt().isAfter(known.removedAt()) ? RETURNED : REMOVED;
        }
        boolean same = known.isSaidBy(fingerprint);
        int order = compare(seen.updatedAt(), known.updatedAt());
        if (order < 0) {
            return STALE;
        }
        if (order > 0) {
            return same ? SAME_LATER : NEWS;
        }
        if (same) {
            return sameMoment(known, seen);
        }
        return otherContentOfTheSameMoment(known, seen);
    }

    private static Newness sameMoment(Watermark known, Observation seen) {
        boolean settles = known.unsettled() && known.isAllHeardBefore(seen);
        boolean later =
                !seen.isRead() && known.triggeredAt() != null && compare(seen.triggeredAt(), known.triggeredAt()) > 0;
        return settles || later || known.isCompletedBy(seen) ? SAME_LATER : KNOWN;
    }

    private static Newness otherContentOfTheSameMoment(Watermark known, Observation seen) {
        if (seen.isRead()) {
            // Sent before, answered after: it may tell the earlier state or the later one.
            return known.isAllHeardBefore(seen) ? NEWS : UNSETTLED_STALE;
        }
        boolean latest = seen.triggeredAt() != null
                && known.triggeredAt() != null
                && seen.triggeredAt().isAfter(known.triggeredAt());
        if (latest) {
            return UNSETTLED_NEWS; // be a read later still: it has no word on what only webhooks tell
        }
        if (known.readSentAt() != null && seen.origin().heardAt().isBefore(known.readSentAt())) {
            return STALE;
        }
        if (known.untold().isToldAfter(seen)) {
            return STALE; // the newest is no older than who told that
        }
        boolean earlier = seen.triggeredAt() != null
                && known.triggeredAt() != null
                && seen.triggeredAt().isBefore(known.triggeredAt());
        return earlier ? UNSETTLED_STALE : UNSETTLED_NEWS;
    }

    /** An observation without a time is as old as can be, save against another without one. */
    static int compare(@Nullable Instant one, @Nullable Instant other) {
        if (Objects.equals(one, other)) {
            return 0;
        }
        return one == null ? -1 : other == null ? 1 : one.compareTo(other);
    }
}
