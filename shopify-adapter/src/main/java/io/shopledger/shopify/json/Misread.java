package io.shopledger.shopify.json;

import io.shopledger.CanonicalRecord;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What of a body could not be read is unknown, and takes nothing else with it: not told is not the same as not there. */
public final class Misread {
    private Misread() {}

    /**
     * @param record made of the body
     * @param keyOf the body's key of a record's field
     * @return the record without what stands in fields that hold a time which is none
     */
    public static <R extends Record & CanonicalRecord<R>> R without(
            R record, JsonObject body, UnaryOperator<String> keyOf) {
        Set<String> misread = body.misread();
        if (misread.isEmpty()) {
            return record;
        }
        Set<String> known = new TreeSet<>(record.fields().entityFields());
        known.removeIf(field -> !record.knows(field) || misread.contains(keyOf.apply(field)));
        return record.only(known);
    }
}
