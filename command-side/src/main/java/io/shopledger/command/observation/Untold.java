package io.shopledger.command.observation;

import io.shopledger.CanonicalRecord;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Seen;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields that the newest observation of an entity did not tell. Of these an older observation may know more: a webhook
 * that a read of the same second overtook still has the last word on what only webhooks tell.
 *
 * @param fields their names; empty where the newest observation told all
 * @param updatedAt Shopify's {@code updated_at} of the observation that told them last
 * @param triggeredAt when the webhook that told them last was sent off by Shopify
 */
record Untold(
        Set<String> fields,
        @Nullable Instant updatedAt,
        @Nullable Instant triggeredAt) {
    static final Untold NOTHING = new Untold(Set.of(), null, null);

    /** @return what {@code seen} does not tell, nor anybody before it */
    static Untold by(Seen<?> seen) {
        Set<String> fields = new TreeSet<>();
        for (String field : seen.record().fields().entityFields()) {
            if (!seen.record().knows(field)) {
                fields.add(field);
            }
        }
        return fields.isEmpty() ? NOTHING : new Untold(fields, null, null);
    }

    /** @return this, where {@code known} was the newest before */
    Untold after(Watermark known) {
        if (fields.isEmpty() || known.removed()) {
            return this;
        }
        boolean untoldBefore = known.untold().fields().containsAll(fields);
        return untoldBefore
                ? new Untold(fields, known.untold().updatedAt(), known.untold().triggeredAt())
                : new Untold(fields, known.updatedAt(), known.triggeredAt());
    }

    Untold toldBy(Seen<?> seen) {
        return new Untold(fields, seen.updatedAt(), seen.triggeredAt());
    }

    /** @return the fields of which {@code seen} knows more than we do */
    Set<String> told(Seen<?> seen) {
        if (isOlder(seen)) {
            return Set.of();
        }
        CanonicalRecord<?> record = seen.record();
        Set<String> told = new TreeSet<>(fields);
        told.removeIf(field -> !record.knows(field));
        return told;
    }

    /** @return whether the fields were told by an observation that is later than {@code seen} */
    boolean toldAfter(Observation seen) {
        return !fields.isEmpty() && isOlder(seen);
    }

    private boolean isOlder(Observation seen) {
        int order = Newness.compare(seen.updatedAt(), updatedAt);
        return order < 0
                || (order == 0
                        && triggeredAt != null
                        && seen.triggeredAt() != null
                        && seen.triggeredAt().isBefore(triggeredAt));
    }
}
