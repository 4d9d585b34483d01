package io.shopledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the records of all kinds have in common: a field is absent (null or empty) when Shopify says there is nothing, and
 * <em>unknown</em> when we were not told. Unknown fields are outside equality.
 */
public interface CanonicalRecord<R extends Record & CanonicalRecord<R>> {

    /** @return the revision of the mapper that made this record; fields of a later revision are unknown in it */
    int mapping();

    /** @return names of the fields that this record does not know */
    Set<String> unknown();

    /** @return this kind's fields by name */
    RecordFields<R> fields();

    /** @return the mapping's revision since which the field means what it means */
    default int since(String field) {
        return 1;
    }

    /** @return whether this record was told of the field, be it that there is nothing */
    default boolean knows(String field) {
        return !unknown().contains(field) && mapping() >= since(field);
    }

    default @Nullable Object get(String field) {
        return fields().get(self(), field);
    }

    /** @return a copy in which the named fields are known and have these values */
    default R with(Map<String, ? extends @Nullable Object> changes) {
        Map<String, @Nullable Object> all = new HashMap<>(changes);
        Set<String> stillUnknown = new TreeSet<>();
        for (String field : fields().entityFields()) {
            if (!knows(field) && !changes.containsKey(field)) {
                stillUnknown.add(field);
            }
        }
        all.put("unknown", stillUnknown);
        return fields().with(self(), all);
    }

    /** @return a record that knows nothing but these fields: what a {@code …Learned} event carries */
    default R only(Set<String> known) {
        Map<String, @Nullable Object> nothing = new HashMap<>();
        Set<String> unknownNow = new TreeSet<>(fields().entityFields());
        unknownNow.removeAll(known);
        unknownNow.forEach(name -> nothing.put(name, null));
        nothing.put("unknown", unknownNow);
        return fields().with(self(), nothing);
    }

    /** @return the record after its personal fields were erased; equal to this one where they are already */
    default R redacted() {
        Map<String, @Nullable Object> now = new HashMap<>();
        for (String field : fields().entityFields()) {
            if (fields().type(field) == Sealed.class) {
                now.put(field, Sealed.REDACTED);
            }
        }
        return with(now);
    }

    /** @return the record after it was told what {@code learned} knows */
    default R learning(R learned) {
        Map<String, @Nullable Object> now = new HashMap<>();
        for (String field : fields().entityFields()) {
            if (learned.knows(field)) {
                now.put(field, learned.get(field));
            }
        }
        now.put("mapping", Math.max(mapping(), learned.mapping()));
        return with(now);
    }

    @SuppressWarnings("unchecked")
    private R self() {
        return (R) this;
    }
}
