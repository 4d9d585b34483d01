package io.shopledger.simulator.truth;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Orders are placed by the store's customers for what it sells now, and go on. */
final class OrderLife implements NewOrders.Goods {
    /** Chance that the order changed last changes again: several changes within one second are what is hard to follow. */
    private static final double AGAIN = 0.1;

    private final Store store;
    private final CustomerLife customers;
    private final Inventory inventory;
    private final NewOrders newOrders;
    private @Nullable Entity lastChanged;

    OrderLife(Store store, String shop, CustomerLife customers) {
        this.store = store;
        this.customers = customers;
        this.inventory = new Inventory(store);
        this.newOrders = new NewOrders(shop, this);
    }

    void place() {
        ObjectNode order = newOrders.place(store.moment(null));
        boolean paid = Step.isOneOf(order, "financial_status", "paid");
        JsonNode lines = order.get("line_items").deepCopy();
        commit(order, paid ? List.of(Topic.ORDERS_CREATE, Topic.ORDERS_PAID) : List.of(Topic.ORDERS_CREATE));
        lines.forEach(this::sell);
    }

    void remove() {
        Entity order = store.shelf(Kind.ORDER).any(store.random());
        if (lastChanged != null && lastChanged.id() == order.id()) {
            lastChanged = null;
        }
        store.remove(order, PackedJson.JSON.createObjectNode().put("id", order.id()), Topic.ORDERS_DELETE);
    }

    void change() {
        Entity again = store.random().nextDouble() < AGAIN ? lastChanged : null;
        Entity known = again != null ? again : store.shelf(Kind.ORDER).any(store.random());
        ObjectNode order = known.whole();
        List<Topic> topics = new ArrayList<>(Life.goOn(order, store.moment(known)));
        topics.add(Topic.ORDERS_UPDATED);
        commit(order, topics);
    }

    void write(Entity known, String text) {
        ObjectNode order = known.whole();
        order.put("note", text).put("email", text + "@example.com").put("contact_email", text + "@example.com");
        order.put("updated_at", store.moment(known).text());
        commit(order, List.of(Topic.ORDERS_UPDATED));
    }

    void forget() {
        lastChanged = null;
    }

    @Override
    public @Nullable ObjectNode buyer(Moment at) {
        Entity customer = customers.any(true);
        return customer == null ? null : customer.body().tree();
    }

    @Override
    public @Nullable Wares wares(Moment at) {
        Shelf products = store.shelf(Kind.PRODUCT);
        if (products.isEmpty() || at.chance(0.03)) {
            return null;
        }
        ObjectNode product = products.any(at.random()).whole();
        ObjectNode variant = at.oneOf(ProductBody.variants(product));
        Entity item =
                store.shelf(Kind.ITEM).find(variant.get("inventory_item_id").asLong());
        int grams = item == null
                ? 0
                : (int) Math.round(item.body().tree().get("weight_value").asDouble() * 1_000);
        return Wares.of(product, variant, grams);
    }

    private void commit(ObjectNode order, List<Topic> topics) {
        lastChanged = store.commit(Kind.ORDER, order, null, topics);
    }

    /** What was bought is no longer to be had; what is oversold goes below zero. */
    private void sell(JsonNode line) {
        if (line.get("product_id").isNull()) {
            return;
        }
        Entity product = store.shelf(Kind.PRODUCT).find(line.get("product_id").asLong());
        if (product == null) {
            return;
        }
        for (ObjectNode variant : ProductBody.variants(product.whole())) {
            if (variant.get("id").asLong() == line.get("variant_id").asLong()) {
                Entity level = inventory.level(variant.get("inventory_item_id").asLong(), Locations.MAIN);
                if (level != null) {
                    long available = level.body().tree().get("available").asLong();
                    inventory.set(level, available - line.get("quantity").asLong());
                }
            }
        }
    }
}
