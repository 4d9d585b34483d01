package io.shopledger.command.observation;

import io.shopledger.CanonicalRecord;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Seen;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields that the newest observation of an entity did not tell, and who told each of them last. Of these an older
 * observation may know more: a webhook that a read of the same second overtook still has the last word on what only webhooks
 * tell.
 *
 * @param fields by name; empty where the newest observation told all
 */
record Untold(Map<String, Told> fields) {
    static final Untold NOTHING = new Untold(Map.of());

    /** Stored JSON leaves out what is empty. */
    Untold {
        fields = fields == null ? Map.of() : fields;
    }

    /**
     * @param known what was newest before {@code seen}; null where there was nothing
     * @return what {@code seen}, which is newest now, does not tell
     */
    static Untold by(Seen<?> seen, @Nullable Watermark known) {
        Map<String, Told> fields = new TreeMap<>();
        for (String field : seen.record().fields().entityFields()) {
            if (!seen.record().knows(field)) {
                fields.put(field, lastTold(field, seen, known));
            }
        }
        return fields.isEmpty() ? NOTHING : new Untold(fields);
    }

    private static Told lastTold(String field, Seen<?> seen, @Nullable Watermark known) {
        if (known == null) {
            return Told.NEVER;
        }
        if (known.removed()) {
            return Told.by(seen); // nothing from before its removal says what it is after its return
        }
        Told before = known.untold().fields().get(field);
        return before != null ? before : new Told(known.updatedAt(), known.triggeredAt(), known.readSentAt());
    }

    /** @return the fields of which {@code seen} knows more than we do */
    Set<String> told(Seen<?> seen) {
        CanonicalRecord<?> record = seen.record();
        return fields.entrySet().stream()
                .filter(field ->
                        record.knows(field.getKey()) && !field.getValue().isAfter(seen))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** @return this, where {@code seen} told those fields */
    Untold toldBy(Seen<?> seen, Set<String> told) {
        Map<String, Told> now = new TreeMap<>(fields);
        told.forEach(field -> now.put(field, Told.by(seen)));
        return new Untold(now);
    }

    /** @return whether any of the fields was told by an observation that is later than {@code seen} */
    boolean isToldAfter(Observation seen) {
        return fields.values().stream().anyMatch(told -> told.isAfter(seen));
    }
}
