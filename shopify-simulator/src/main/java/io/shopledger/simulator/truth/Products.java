package io.shopledger.simulator.truth;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Brings products into the store, changes them, takes them out; items and levels follow their variants. */
public final class Products {
    private final Store store;
    private final Inventory inventory;

    public Products(Store store) {
        this.store = store;
        this.inventory = new Inventory(store);
    }

    /**
     * @param product with all its variants, of whose items nothing is there yet
     * @param items makes the item of a variant
     */
    void list(ObjectNode product, UnaryOperator<ObjectNode> items, Moment at) {
        product.put("handle", freeHandle(product.get("handle").asString()));
        List<ObjectNode> variants = ProductBody.variants(product);
        store.commit(Kind.PRODUCT, ProductBody.settle(product), null, List.of(Topic.PRODUCTS_CREATE));
        variants.forEach(variant -> inventory.begin(variant, items.apply(variant), at));
    }

    /** @param product as it shall be, with all its variants; what differs in them moves their items too */
    void change(Entity known, ObjectNode product, UnaryOperator<ObjectNode> items, Moment at) {
        Set<Long> gone = items(known.whole());
        product.put("updated_at", at.text());
        ProductBody.settle(product);
        List<ObjectNode> variants = ProductBody.variants(product);
        store.commit(Kind.PRODUCT, product, null, List.of(Topic.PRODUCTS_UPDATE));
        for (ObjectNode variant : variants) {
            long item = variant.get("inventory_item_id").asLong();
            if (gone.remove(item)) {
                follow(item, variant);
            } else {
                inventory.begin(variant, items.apply(variant), at);
            }
        }
        gone.forEach(inventory::end);
    }

    public void remove(Entity product) {
        Set<Long> items = items(product.whole());
        store.remove(product, PackedJson.JSON.createObjectNode().put("id", product.id()), Topic.PRODUCTS_DELETE);
        items.forEach(inventory::end);
    }

    private void follow(long item, ObjectNode variant) {
        Entity known = store.shelf(Kind.ITEM).find(item);
        String sku = variant.get("sku").asString("");
        if (known != null && !known.body().tree().get("sku").asString("").equals(sku)) {
            inventory.edit(known, body -> body.put("sku", sku));
        }
    }

    private String freeHandle(String wanted) {
        String handle = wanted;
        for (int i = 1; store.productOfHandle(handle) != null; i++) {
            handle = wanted + "-" + i;
        }
        return handle;
    }

    private static Set<Long> items(ObjectNode product) {
        Set<Long> items = new HashSet<>();
        ProductBody.variants(product)
                .forEach(variant -> items.add(variant.get("inventory_item_id").asLong()));
        return items;
    }
}
