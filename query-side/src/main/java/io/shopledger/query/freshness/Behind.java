package io.shopledger.query.freshness;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which projections' rows are behind an address. */
final class Behind {
    /** What begins an address, where the projection is called by another word. */
    private static final Map<String, String> ROOMS = Map.of("stock", "inventory", "sync", "syncs");

    private static final String API = "/api/v1/";
    private static final String WRITES = API + "products/writes";

    /** Filters of lists that go by rows of another kind too. */
    private static final Map<String, Set<String>> BESIDE =
            Map.of("products", Set.of("inventory_below"), "inventory", Set.of("product_id", "variant_id"));

    private static final Map<String, String> OTHER = Map.of("products", "inventory", "inventory", "products");

    private Behind() {}

    /** @return those behind its address, and those by whose rows its filters go */
    static Set<String> request(HttpServletRequest request, Collection<String> all) {
        Set<String> behind = new TreeSet<>(address(request.getRequestURI(), all));
        BESIDE.forEach((kind, filters) -> {
            String other = OTHER.get(kind);
            if (behind.contains(kind)
                    && all.contains(other)
                    && filters.stream().anyMatch(request.getParameterMap()::containsKey)) {
                behind.add(other);
            }
        });
        return behind;
    }

    /**
     * @param path such as {@code /api/v1/orders/7}, or a page's
     * @param all projections there are
     * @return those whose rows are told of there; empty where events, or nothing that is projected, are told of
     */
    static Set<String> address(String path, Collection<String> all) {
        if (path.startsWith(WRITES)) {
            return Set.of("writes");
        }
        String rest = path.startsWith(API) ? path.substring(API.length()) : path.substring(1);
        String room = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        if (room.isEmpty() || room.equals("dashboard") || room.equals("live")) {
            return Set.copyOf(all);
        }
        String name = ROOMS.getOrDefault(room, room);
        return all.contains(name) ? Set.of(name) : Set.of();
    }
}
