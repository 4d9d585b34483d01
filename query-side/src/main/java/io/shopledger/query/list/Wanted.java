package io.shopledger.query.list;

import io.shopledger.StoreId;
import io.shopledger.query.http.Cursor;
import io.shopledger.stored.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which rows, in which order, and from where on.
 *
 * @param after the place after which to go on; absent for the first page
 */
public record Wanted(
        StoreId store,
        List<Filter> filters,
        Sort.Way way,
        @Nullable Place after) {

    /**
     * Where a row is in its list: no other row has the same place, and it keeps it as long as it is not changed.
     *
     * @param value of the column sorted by, as Postgres writes it; absent where the row has none
     */
    public record Place(@Nullable String value, long id) {}

    /** @return all rows that one filter finds */
    public static Wanted all(StoreId store, Filter filter) {
        return new Wanted(store, List.of(filter), new Sort.Way(Sort.ID, false), null);
    }

    /** @return the kinds of whose rows the answer is made, besides the list's own */
    public Set<String> othersKinds() {
        Set<String> others = new TreeSet<>();
        for (Filter filter : filters) {
            if (filter.beside() != null && filter.beside().kind() != null) {
                others.add(filter.beside().kind());
            }
        }
        return others;
    }

    /** @return the cursor of the page after the row at this place */
    public String cursorAt(Place place) {
        return Cursor.at(order(), place.id() + (place.value() == null ? "" : "=" + place.value()));
    }

    /** @return the same, from the cursor on */
    public Wanted from(String cursor) {
        String[] parts = Cursor.readText(order(), cursor).split("=", 2);
        try {
            return new Wanted(
                    store, filters, way, new Place(parts.length == 1 ? null : parts[1], Long.parseLong(parts[0])));
        } catch (NumberFormatException notOurs) {
            throw Cursor.notOfThisList();
        }
    }

    /** A cursor is good for one sort and its filters: with others it would pass over rows in silence. */
    private String order() {
        String asked = StoredJson.MAPPER.writeValueAsString(filters.stream()
                .sorted(Comparator.comparing(Filter::name))
                .map(filter -> List.of(filter.name(), filter.values()))
                .toList());
        return way + " " + UUID.nameUUIDFromBytes(asked.getBytes(StandardCharsets.UTF_8));
    }
}
