package io.shopledger.simulator.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the store has of what: items come and go with their variants, levels with their items. */
public final class Inventory {
    private final Store store;

    public Inventory(Store store) {
        this.store = store;
    }

    /** Levels of an item that are connected, by location. */
    public List<Entity> levels(long item) {
        List<Entity> levels = new ArrayList<>();
        for (long location : Locations.ids()) {
            Entity level = store.shelf(Kind.LEVEL).find(Locations.level(item, location));
            if (level != null) {
                levels.add(level);
            }
        }
        return levels;
    }

    public @Nullable Entity level(long item, long location) {
        return Locations.ids().contains(location)
                ? store.shelf(Kind.LEVEL).find(Locations.level(item, location))
                : null;
    }

    /** A new variant's item, connected where orders are sent from. */
    void begin(ObjectNode variant, ObjectNode item, Moment at) {
        store.commit(Kind.ITEM, item, null, List.of(Topic.INVENTORY_ITEMS_CREATE));
        connect(variant.get("inventory_item_id").asLong(), Locations.MAIN, 0, at);
    }

    /** Whether Shopify tells of the levels one by one is not documented; here it does. */
    void end(long item) {
        for (Entity level : levels(item)) {
            disconnect(level);
        }
        Entity known = store.shelf(Kind.ITEM).find(item);
        if (known != null) {
            ObjectNode told = PackedJson.JSON.createObjectNode();
            told.put("id", item).putNull("country_code_of_origin").putNull("province_code_of_origin");
            told.putNull("harmonized_system_code").putArray("country_harmonized_system_codes");
            told.put("admin_graphql_api_id", "gid://shopify/InventoryItem/" + item);
            store.remove(known, told, Topic.INVENTORY_ITEMS_DELETE);
        }
    }

    void connect(long item, long location, long available, Moment at) {
        ObjectNode level = NewProducts.level(item, location, available, at.text());
        store.commit(Kind.LEVEL, level, Quantities.moved(level, null, at), List.of(Topic.INVENTORY_LEVELS_CONNECT));
        count(item);
    }

    void disconnect(Entity level) {
        ObjectNode body = level.body().tree();
        ObjectNode told = PackedJson.JSON.createObjectNode();
        told.set("inventory_item_id", body.get("inventory_item_id"));
        told.set("location_id", body.get("location_id"));
        store.remove(level, told, Topic.INVENTORY_LEVELS_DISCONNECT);
        count(body.get("inventory_item_id").asLong());
    }

    /** Sets what is to be had at one place. */
    public void set(Entity level, long available) {
        ObjectNode body = level.body().tree();
        Moment at = store.moment(level);
        body.put("available", available).put("updated_at", at.text());
        store.commit(
                Kind.LEVEL, body, Quantities.moved(body, level.whole(), at), List.of(Topic.INVENTORY_LEVELS_UPDATE));
        count(body.get("inventory_item_id").asLong());
    }

    /** An item's details moved, as by {@code change}. */
    void edit(Entity item, Consumer<ObjectNode> change) {
        ObjectNode body = item.body().tree();
        change.accept(body);
        body.put("updated_at", store.moment(item).text());
        store.commit(Kind.ITEM, body, null, List.of(Topic.INVENTORY_ITEMS_UPDATE));
    }

    /** The variant shows the sum of its levels; the product is not told anew for that, nor its time moved. */
    private void count(long item) {
        Entity product = store.productOf(item);
        if (product == null) {
            return;
        }
        long total = levels(item).stream()
                .mapToLong(level -> level.body().tree().get("available").asLong())
                .sum();
        ObjectNode body = product.whole();
        for (ObjectNode variant : ProductBody.variants(body)) {
            if (variant.get("inventory_item_id").asLong() == item) {
                variant.put("inventory_quantity", total).put("old_inventory_quantity", total);
            }
        }
        store.commit(Kind.PRODUCT, body, null, List.of());
    }
}
