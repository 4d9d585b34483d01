package io.shopledger.query.list;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One condition on the rows of a list.
 *
 * @param name the parameter that asked for it
 * @param sql with a question mark for each value; the kind's table is {@code t}
 * @param values text or numbers
 * @param beside the other rows that it is on; absent where it is on the kind's own
 * @param ranged the column of which it asks for a range
 * @param unheardOf why it is refused where no row of the store is as it asks; absent where that is no mistake
 */
public record Filter(
        String name,
        String sql,
        List<Object> values,
        @Nullable Beside beside,
        @Nullable String ranged,
        @Nullable String unheardOf) {

    static Filter on(String name, String sql, Object... values) {
        return new Filter(name, sql, List.of(values), null, null, null);
    }

    static Filter ranged(String column, String name, String sql, Object... values) {
        return new Filter(name, sql, List.of(values), null, column, null);
    }

    /** @return the same, which is a mistake where it finds nothing. @param why for whoever made it */
    Filter unheardOf(String why) {
        return new Filter(name, sql, values, beside, ranged, why);
    }

    /** @return one that finds rows by their {@link Words} */
    static Filter words(String name, String query) {
        return on(name, "array_to_tsvector(t.words) @@ cast(? as tsquery)", query);
    }
}
