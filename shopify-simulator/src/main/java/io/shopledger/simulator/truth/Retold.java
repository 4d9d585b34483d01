package io.shopledger.simulator.truth;

/** The topic by which something is told to someone who was not there. */
final class Retold {
    private Retold() {}

    static Topic is(Entity entity) {
        return switch (entity.kind()) {
            case PRODUCT -> entity.changed() ? Topic.PRODUCTS_UPDATE : Topic.PRODUCTS_CREATE;
            case ORDER -> entity.changed() ? Topic.ORDERS_UPDATED : Topic.ORDERS_CREATE;
            case CUSTOMER -> entity.changed() ? Topic.CUSTOMERS_UPDATE : Topic.CUSTOMERS_CREATE;
            case ITEM -> entity.changed() ? Topic.INVENTORY_ITEMS_UPDATE : Topic.INVENTORY_ITEMS_CREATE;
            case LEVEL -> entity.changed() ? Topic.INVENTORY_LEVELS_UPDATE : Topic.INVENTORY_LEVELS_CONNECT;
            case SHOP -> Topic.APP_UNINSTALLED;
        };
    }

    static Topic gone(Kind kind) {
        return switch (kind) {
            case PRODUCT -> Topic.PRODUCTS_DELETE;
            case ORDER -> Topic.ORDERS_DELETE;
            case CUSTOMER -> Topic.CUSTOMERS_DELETE;
            case ITEM -> Topic.INVENTORY_ITEMS_DELETE;
            case LEVEL -> Topic.INVENTORY_LEVELS_DISCONNECT;
            case SHOP -> Topic.APP_UNINSTALLED;
        };
    }
}
