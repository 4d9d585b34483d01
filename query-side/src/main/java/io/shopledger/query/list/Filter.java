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
 */
public record Filter(
        String name,
        String sql,
        List<Object> values,
        @Nullable Beside beside,
        @Nullable String ranged) {

    static Filter on(String name, String sql, Object... values) {
        return new Filter(name, sql, List.of(values), null, null);
    }

    /** @return one that finds rows by their {@link Words} */
    static Filter words(String name, String query) {
        return on(name, "array_to_tsvector(t.words) @@ cast(? as tsquery)", query);
    }
}
