package io.shopledger.stored;

import io.shopledger.customer.CustomerEvent;
import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.order.OrderEvent;
import io.shopledger.product.ProductEvent;
import io.shopledger.store.StoreEvent;
import io.shopledger.sync.SyncEvent;
import io.shopledger.write.ProductWriteEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names under which things are stored. Classes may move and be renamed; a stored name never changes, for events are
 * kept for good. Modules contribute the names of what they store.
 */
public final class StoredNames {
    /** The families of events by the first part of their names. */
    public static final Map<String, Class<?>> FAMILIES = Map.of(
            "store", StoreEvent.class,
            "product", ProductEvent.class,
            "order", OrderEvent.class,
            "customer", CustomerEvent.class,
            "item", InventoryItemEvent.class,
            "stock", StockLevelEvent.class,
            "sync", SyncEvent.class,
            "write", ProductWriteEvent.class);

    private final Map<String, Class<?>> types = new LinkedHashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();

    /** What one module stores, by its logical name. */
    public record Contribution(Map<String, Class<?>> types) {}

    public StoredNames(Collection<Contribution> contributions) {
        add(language());
        contributions.forEach(contribution -> add(contribution.types()));
    }

    /** @return the logical name, such as {@code order.OrderPlaced}; empty for what is not ours */
    public Optional<String> nameOf(Class<?> type) {
        return Optional.ofNullable(names.get(type));
    }

    public Optional<Class<?>> typeOf(String name) {
        return Optional.ofNullable(types.get(name));
    }

    public Set<String> all() {
        return types.keySet();
    }

    /** The events of this language, each family under its room's name. */
    private static Map<String, Class<?>> language() {
        Map<String, Class<?>> all = new LinkedHashMap<>();
        FAMILIES.forEach((room, family) -> {
            for (Class<?> event : family.getPermittedSubclasses()) {
                all.put(room + "." + event.getSimpleName(), event);
            }
        });
        return all;
    }

    private void add(Map<String, Class<?>> more) {
        more.forEach((name, type) -> {
            if (types.putIfAbsent(name, type) != null || names.putIfAbsent(type, name) != null) {
                throw new IllegalStateException("Stored name " + name + " or its type " + type + " is taken");
            }
        });
    }
}
