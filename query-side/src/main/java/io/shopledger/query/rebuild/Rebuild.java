package io.shopledger.query.rebuild;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One rebuild: which projections' tables are made anew, and how far it is. It fills a schema of its own.
 *
 * @param versions of the code that fills, one for each projection
 * @param newCode whether the served tables of one of them were filled by another version
 * @param fromPosition where the process that works on it began or went on
 * @param position up to which event all tables are filled
 * @param head up to which event they are to be filled, as of now
 * @param rate events a second; absent until it is known
 * @param swapped those whose new tables are served
 * @param compared what the comparison of each table said
 */
record Rebuild(
        long id,
        List<String> projections,
        List<Integer> versions,
        boolean newCode,
        boolean acceptDifferences,
        State state,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        long fromPosition,
        long position,
        long head,
        @Nullable Double rate,
        List<String> swapped,
        List<String> compared,
        @Nullable String reason) {

    /** Where it is. It may go back to {@code FILLING}: events come while it compares. */
    enum State {
        REQUESTED,
        FILLING,
        COMPARING,
        SWAPPING,
        DONE,
        FAILED,
        CANCELLED;

        boolean ended() {
            return compareTo(DONE) >= 0;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the name of a projection begins where its tables are made as of a moment, beside the served ones. */
    static final String AS_OF = "as_of/";

    /** @return whether its tables are a store's as of a moment, and never take the served ones' place */
    boolean isAsOf() {
        return projections.get(0).startsWith(AS_OF);
    }

    /** @return of the code that makes the tables of one of its projections */
    int version(String projection) {
        return versions.get(projections.indexOf(projection));
    }

    static String schema(long id) {
        return "rebuild_" + id;
    }

    String schema() {
        return isAsOf() ? AsOf.schema(id) : schema(id);
    }

    /** Where the tables go that it replaces, until they are dropped. */
    String replaced() {
        return schema() + "_replaced";
    }

    /** @return under which its own tokens for a projection stand */
    String group(String projection) {
        return bare(projection) + "/" + schema();
    }

    static String bare(String projection) {
        return projection.startsWith(AS_OF) ? projection.substring(AS_OF.length()) : projection;
    }

    /** @return who holds a projection's own tokens while its new tables are compared and swapped */
    String pause() {
        return schema();
    }
}
