package io.shopledger.simulator.truth;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Where the store keeps its goods: three places, always the same. */
public final class Locations {
    /** The first is where orders are sent from. */
    private static final List<Place> PLACES = List.of(
            new Place(655_441_491L, "Main Warehouse", "150 Elgin Street", "Ottawa", "ON", "K2P 1L4"),
            new Place(655_441_492L, "Dépôt Saint-Henri", "4020 Rue Saint-Ambroise", "Montréal", "QC", "H4C 2C7"),
            new Place(655_441_493L, "Shop \"Harbour\"", "12 Water Street", "Halifax", "NS", "B3J 1A1"));

    private static final long LEVELS = 107_463_000_000L;

    static final long MAIN = PLACES.get(0).id;
    private static final Map<String, String> PROVINCES = Map.of("ON", "Ontario", "QC", "Québec", "NS", "Nova Scotia");
    /** The days before 2026, when nobody had a store here yet. */
    private static final String OPENED = "2024-05-02T09:30:00-05:00";

    private Locations() {}

    public static List<Long> ids() {
        return PLACES.stream().map(Place::id).toList();
    }

    /** The id under which the level of an item at a location is kept: items' ids are never next to each other. */
    public static long level(long item, long location) {
        int index = ids().indexOf(location);
        if (index < 0) {
            throw new IllegalArgumentException("no location " + location);
        }
        return item + index;
    }

    /** In the gid of a level stands a number of its own, not the location's. */
    public static long levelNumber(long location) {
        return LEVELS + location;
    }

    public static long ofLevelNumber(long number) {
        return number - LEVELS;
    }

    static String name(long location) {
        return PLACES.get(ids().indexOf(location)).name;
    }

    /** As in {@code locations/*} webhooks. */
    public static List<ObjectNode> all() {
        return PLACES.stream().map(Place::tree).toList();
    }

    private record Place(long id, String name, String address, String city, String province, String zip) {
        ObjectNode tree() {
            ObjectNode tree = PackedJson.JSON.createObjectNode();
            tree.put("id", id).put("name", name).put("address1", address).putNull("address2");
            tree.put("city", city).put("zip", zip).put("province", PROVINCES.get(province));
            tree.put("country", "CA").put("phone", "").put("created_at", OPENED).put("updated_at", OPENED);
            tree.put("country_code", "CA").put("country_name", "Canada").put("province_code", province);
            tree.put("legacy", false).put("active", true);
            return tree.put("admin_graphql_api_id", "gid://shopify/Location/" + id);
        }
    }
}
