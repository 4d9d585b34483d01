package io.shopledger.query.dashboard;

import io.shopledger.query.http.BadRequest;
import io.shopledger.store.Stores.ConnectedStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every page has around it: where one can go, and which store is looked at.
 *
 * @param store absent while none is connected
 * @param section where the store chooser leads: an entity's page is another store's no more
 */
record Frame(@Nullable ConnectedStore store, List<ConnectedStore> stores, List<Place> places, String section) {
    private static final List<Place> ALL = List.of(
            new Place("/", "Overview"),
            new Place("/products", "Products"),
            new Place("/orders", "Orders"),
            new Place("/customers", "Customers"),
            new Place("/stock", "Stock"),
            new Place("/syncs", "Syncs"),
            new Place("/deliveries", "Webhooks"),
            new Place("/dead-letters", "Dead letters"),
            new Place("/privacy", "Privacy"),
            new Place("/stores", "Stores"),
            new Place("/audit", "Audit"),
            new Place("/monitor", "Work"),
            new Place("/rebuilds", "Rebuilds"));

    /** Somewhere to go. @param current {@code page} for the one that is looked at, {@code true} above it */
    record Place(String path, String name, @Nullable String current) {
        Place(String path, String name) {
            this(path, name, null);
        }

        private Place at(String asked) {
            if (asked.equals(path)) {
                return new Place(path, name, "page");
            }
            return !path.equals("/") && asked.startsWith(path + "/") ? new Place(path, name, "true") : this;
        }
    }

    static Frame of(@Nullable ConnectedStore store, List<ConnectedStore> stores, String asked) {
        List<Place> places = ALL.stream().map(place -> place.at(asked)).toList();
        return new Frame(
                store,
                stores,
                places,
                places.stream()
                        .filter(place -> place.current() != null)
                        .map(Place::path)
                        .findFirst()
                        .orElse("/"));
    }

    /** @return the number that was asked for, or else that of the store that is shown */
    long asked(@Nullable String number) {
        if (number == null) {
            return number();
        }
        if (!number.matches("\\d{1,18}")) {
            throw new BadRequest("store_id is no number; give the store's number, from 1.");
        }
        return Long.parseLong(number);
    }

    /** @return the store's number; 0 while none is connected */
    public long number() {
        return store == null ? 0 : store.id().value();
    }
}
