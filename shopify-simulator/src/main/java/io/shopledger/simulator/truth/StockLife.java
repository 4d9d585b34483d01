package io.shopledger.simulator.truth;

import java.util.List;

/** Goods arrive, are counted, moved to other places; what they cost changes. */
final class StockLife {
    private final Store store;
    private final Inventory inventory;

    StockLife(Store store) {
        this.store = store;
        this.inventory = new Inventory(store);
    }

    void count() {
        Entity level = store.shelf(Kind.LEVEL).any(store.random());
        Moment at = store.moment(level);
        long available = level.body().tree().get("available").asLong();
        inventory.set(level, at.chance(0.2) ? 0 : Math.max(0, available + at.between(-20, 60)));
    }

    void connectOrDisconnect() {
        Entity item = store.shelf(Kind.ITEM).any(store.random());
        Moment at = store.moment(item);
        List<Long> elsewhere = Locations.ids().subList(1, Locations.ids().size());
        long location = at.oneOf(elsewhere);
        Entity level = inventory.level(item.id(), location);
        if (level == null) {
            inventory.connect(item.id(), location, at.between(0, 50), at);
        } else {
            inventory.disconnect(level);
        }
    }

    void editItem() {
        Entity item = store.shelf(Kind.ITEM).any(store.random());
        Moment at = store.moment(item);
        inventory.edit(item, body -> {
            switch (at.random().nextInt(4)) {
                case 0 -> body.put("country_code_of_origin", at.chance(0.3) ? null : "DE");
                case 1 -> body.put("harmonized_system_code", at.chance(0.3) ? null : "621210");
                default -> body.put("cost", at.chance(0.1) ? null : NewProducts.price(at.between(100, 9_000)));
            }
        });
    }
}
