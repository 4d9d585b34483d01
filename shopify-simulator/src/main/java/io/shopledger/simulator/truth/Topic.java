package io.shopledger.simulator.truth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What happened to an order, by the name of its webhook. */
public enum Topic {
    ORDERS_CREATE("orders/create"),
    ORDERS_UPDATED("orders/updated"),
    ORDERS_PAID("orders/paid"),
    ORDERS_CANCELLED("orders/cancelled"),
    ORDERS_FULFILLED("orders/fulfilled"),
    ORDERS_DELETE("orders/delete");

    private final String wire;

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
