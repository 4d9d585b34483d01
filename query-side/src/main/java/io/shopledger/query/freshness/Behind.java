package io.shopledger.query.freshness;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Which projections' rows are behind an address. */
final class Behind {
    /** What begins an address, where the projection is called by another word. */
    private static final Map<String, String> ROOMS = Map.of("stock", "inventory", "sync", "syncs");

    private static final String API = "/api/v1/";
    private static final String WRITES = API + "products/writes";

    private Behind() {}

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
