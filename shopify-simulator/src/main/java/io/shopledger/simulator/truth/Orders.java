package io.shopledger.simulator.truth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The store's orders by id, any of which can be drawn; and those that are gone. Used under the truth's lock. */
final class Orders {
    private final List<OrderState> list = new ArrayList<>();
    private final Map<Long, Integer> places = new HashMap<>();
    private final List<RemovedOrder> removed = new ArrayList<>();

    int size() {
        return list.size();
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    List<OrderState> all() {
        return new ArrayList<>(list);
    }

    List<RemovedOrder> removed() {
        return removed;
    }

    OrderState any(Random random) {
        return list.get(random.nextInt(list.size()));
    }

    void put(OrderState order) {
        Integer place = places.putIfAbsent(order.id(), list.size());
        if (place == null) {
            list.add(order);
        } else {
            list.set(place, order);
        }
    }

    void remove(RemovedOrder order) {
        removed.add(order);
        Integer place = places.remove(order.id());
        if (place == null) {
            return;
        }
        OrderState last = list.remove(list.size() - 1);
        if (place < list.size()) {
            list.set(place, last);
            places.put(last.id(), place);
        }
    }

    void clear() {
        list.clear();
        places.clear();
        removed.clear();
    }
}
