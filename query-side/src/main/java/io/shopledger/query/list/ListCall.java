package io.shopledger.query.list;

import io.shopledger.StoreId;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.KnownParameters;
import io.shopledger.vault.Contacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a caller of a list has given, by the names of its parameters. */
public record ListCall(Listing listing, Map<String, String> given) {
    private static final int MOST = 250;
    private static final String MIN = "_min";
    private static final String MAX = "_max";
    private static final String USUAL = "50";
    private static final Pattern PHONE = Pattern.compile("\\s*\\+[0-9 ()./-]{6,}");

    public ListCall {
        KnownParameters.require(listing.parameters(), given.keySet());
    }

    public long storeId() {
        String number = given.get("store_id");
        if (number == null) {
            throw new BadRequest("store_id is missing; give it as a parameter: ?store_id=… (a whole number).");
        }
        return whole("store_id", number);
    }

    public int limit() {
        long limit = whole("limit", given.getOrDefault("limit", USUAL));
        return Bounds.within("limit", (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, limit)), 1, MOST);
    }

    public @Nullable String fields() {
        return given.get("fields");
    }

    /** @return whether something sealed is to be found by it */
    public boolean asksForContacts() {
        String search = given.get("search");
        return listing.filters().stream()
                        .anyMatch(by -> by.form() == FilterBy.Form.CONTACT && given.containsKey(by.name()))
                || (search != null && sealed(search).isPresent());
    }

    /** @return which rows of the store, in which order and from where on */
    public Wanted wanted(StoreId store, Contacts contacts) {
        Map<String, Filter> named = new LinkedHashMap<>();
        for (FilterBy by : listing.filters()) {
            String value = given.get(by.name());
            if (value != null) {
                named.put(by.name(), by.filter().read(value, store, contacts));
            }
        }
        requireOrder(named);
        List<Filter> filters = new ArrayList<>(named.values());
        String search = given.get("search");
        if (search != null) {
            filters.add(sealed(search)
                    .map(by -> by.filter().read(search, store, contacts))
                    .orElseGet(() -> Filter.words("search", Words.query(search))));
        }
        Wanted wanted = new Wanted(store, filters, way(filters), null);
        String cursor = given.get("cursor");
        return cursor == null ? wanted : wanted.from(cursor);
    }

    /** A range from more on than it goes up to has nothing in it, and nobody means that. */
    private void requireOrder(Map<String, Filter> named) {
        for (FilterBy by : listing.filters()) {
            String end = by.name().replaceFirst(MIN + "$", MAX);
            Filter from = named.get(by.name());
            Filter upTo = named.get(end);
            if (from != null && upTo != null && by.isAfter(from, upTo)) {
                throw new BadRequest("%s is more than %s; give the lesser one as %1$s.".formatted(by.name(), end));
            }
        }
    }

    /** @return the filter for what is an e-mail address or a telephone number, where the kind has one: no word is sealed */
    private Optional<FilterBy> sealed(String search) {
        String name = FilterBy.EMAIL.matcher(search).matches()
                ? "email"
                : PHONE.matcher(search).matches() ? "phone" : "";
        return listing.filters().stream().filter(by -> by.name().equals(name)).findFirst();
    }

    /** A range is read in its own order where none is asked for: it is then found by one index, however wide it is. */
    private Sort.Way way(List<Filter> filters) {
        String sort = given.get("sort");
        if (sort != null) {
            return Sort.asked(sort, listing.sorts(), listing.kind());
        }
        return filters.stream()
                .flatMap(filter ->
                        listing.sorts().stream().filter(known -> known.column().equals(filter.ranged())))
                .findFirst()
                .map(ranged -> new Sort.Way(ranged, false))
                .orElse(new Sort.Way(Sort.ID, false));
    }

    private static long whole(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw new BadRequest("%s is \"%s\"; expected is a whole number."
                    .formatted(name, value.length() > 80 ? value.substring(0, 80) + "…" : value));
        }
    }
}
