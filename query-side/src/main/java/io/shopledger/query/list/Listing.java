package io.shopledger.query.list;

import io.shopledger.query.http.ReadsAsOf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * By what a kind's list is filtered, searched and sorted: all that its call takes.
 *
 * @param kind as in addresses
 * @param filters each a parameter of its own
 * @param searched what {@code search} looks at, in words
 * @param sorts besides the one by id
 */
public record Listing(String kind, List<FilterBy> filters, String searched, List<Sort> sorts) {
    /** What every list takes. */
    public static final List<String> PARAMETERS =
            List.of("store_id", "limit", "cursor", "sort", "search", "fields", ReadsAsOf.PARAMETER);

    public Listing {
        List<Sort> all = new ArrayList<>(List.of(Sort.ID));
        all.addAll(sorts);
        sorts = List.copyOf(all);
    }

    /** @return whether some of what it finds is sealed */
    public boolean hasContacts() {
        return filters.stream().anyMatch(filter -> filter.form() == FilterBy.Form.CONTACT);
    }

    /** @return all names of parameters */
    Set<String> parameters() {
        Set<String> all = new LinkedHashSet<>(PARAMETERS);
        filters.forEach(filter -> all.add(filter.name()));
        return all;
    }
}
