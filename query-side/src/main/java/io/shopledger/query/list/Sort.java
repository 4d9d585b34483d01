package io.shopledger.query.list;

import io.shopledger.query.http.BadRequest;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a list can be sorted by; equal values are sorted by id, so that each row has one place.
 *
 * @param column of that name, in the API too
 * @param type the column's in Postgres
 * @param nullable whether rows may have none: they come last, whichever way it is sorted
 */
public record Sort(String column, String type, boolean nullable) {
    public static final Sort ID = new Sort("id", "bigint", false);
    public static final Sort UPDATED_AT = new Sort("updated_at", "timestamptz", false);
    public static final Sort CREATED_AT = new Sort("created_at", "timestamptz", true);

    /** A sort, one way or the other. */
    public record Way(Sort sort, boolean descending) {
        /** As the API has it: {@code updated_at}, or {@code -updated_at} downwards. */
        @Override
        public String toString() {
            return (descending ? "-" : "") + sort.column();
        }
    }

    /**
     * @param text as the caller gave it
     * @param kind for a caller who gave something else
     */
    static Way asked(String text, List<Sort> known, String kind) {
        boolean descending = text.startsWith("-");
        String column = descending ? text.substring(1) : text;
        return known.stream()
                .filter(sort -> sort.column().equals(column))
                .findFirst()
                .map(sort -> new Way(sort, descending))
                .orElseThrow(() -> new BadRequest("sort is not one of those of %s: %s; with - before it, downwards."
                        .formatted(kind, known.stream().map(Sort::column).collect(Collectors.joining(", ")))));
    }
}
