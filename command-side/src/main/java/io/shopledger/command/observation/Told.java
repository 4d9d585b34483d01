package io.shopledger.command.observation;

import io.shopledger.observation.Observation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who told a field.
 *
 * @param updatedAt Shopify's {@code updated_at} of the observation
 * @param triggeredAt when the webhook was sent off by Shopify
 * @param readSentAt when the read was sent by us
 */
record Told(
        @Nullable Instant updatedAt,
        @Nullable Instant triggeredAt,
        @Nullable Instant readSentAt) {
    static final Told NEVER = new Told(null, null, null);

    static Told by(Observation seen) {
        return new Told(
                seen.updatedAt(),
                seen.triggeredAt(),
                seen.isRead() ? seen.origin().heardAt() : null);
    }

    /** @return whether this is known to be later than {@code seen} */
    boolean isAfter(Observation seen) {
        int order = Newness.compare(updatedAt, seen.updatedAt());
        if (order != 0) {
            return order > 0;
        }
        if (readSentAt != null) {
            // A read shows what it was when it was sent, or later; a webhook was sent off before it was heard.
            return seen.origin().heardAt().isBefore(readSentAt);
        }
        Instant theirs = seen.isRead() ? seen.origin().heardAt() : seen.triggeredAt();
        return triggeredAt != null && theirs != null && theirs.isBefore(triggeredAt);
    }
}
