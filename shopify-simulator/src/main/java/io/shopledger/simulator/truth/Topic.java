package io.shopledger.simulator.truth;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What happened in the store, by the name of its webhook. */
public enum Topic {
    ORDERS_CREATE,
    ORDERS_UPDATED,
    ORDERS_PAID,
    ORDERS_CANCELLED,
    ORDERS_FULFILLED,
    ORDERS_DELETE,
    PRODUCTS_CREATE,
    PRODUCTS_UPDATE,
    PRODUCTS_DELETE,
    CUSTOMERS_CREATE,
    CUSTOMERS_UPDATE,
    CUSTOMERS_DELETE,
    INVENTORY_ITEMS_CREATE,
    INVENTORY_ITEMS_UPDATE,
    INVENTORY_ITEMS_DELETE,
    INVENTORY_LEVELS_CONNECT,
    INVENTORY_LEVELS_UPDATE,
    INVENTORY_LEVELS_DISCONNECT,
    APP_UNINSTALLED,
    CUSTOMERS_DATA_REQUEST("customers/data_request"),
    CUSTOMERS_REDACT,
    SHOP_REDACT;

    /** What Shopify demands for the sake of privacy: told to every app, subscribed to or not. */
    public static final Set<Topic> DEMANDS =
            Collections.unmodifiableSet(EnumSet.of(CUSTOMERS_DATA_REQUEST, CUSTOMERS_REDACT, SHOP_REDACT));

    private final String wire;

    Topic() {
        String words = name().toLowerCase(Locale.ROOT);
        int slash = words.lastIndexOf('_');
        wire = words.substring(0, slash) + "/" + words.substring(slash + 1);
    }

    Topic(String wire) {
        this.wire = wire;
    }

    /** As in {@code X-Shopify-Topic}. */
    public String wire() {
        return wire;
    }

    public static Optional<Topic> named(String wire) {
        return Arrays.stream(values()).filter(topic -> topic.wire.equals(wire)).findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Topic::wire).toList();
    }
}
