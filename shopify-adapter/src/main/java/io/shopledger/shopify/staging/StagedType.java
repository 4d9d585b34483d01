package io.shopledger.shopify.staging;

import io.shopledger.customer.CustomerCommand;
import io.shopledger.inventory.InventoryItemCommand;
import io.shopledger.inventory.StockLevelCommand;
import io.shopledger.observation.Observation;
import io.shopledger.order.OrderCommand;
import io.shopledger.product.ProductCommand;
import io.shopledger.stored.StoredJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The form of staged observations: their JSON and their names, which live as long as a row waits. */
final class StagedType {
    private static final Map<String, Class<? extends Observation>> TYPES = types();

    private StagedType() {}

    static String nameOf(Observation observation) {
        return observation.getClass().getSimpleName();
    }

    static byte[] bytes(Observation observation) {
        return StoredJson.bytes((Record) observation);
    }

    static Observation read(String name, byte[] payload) {
        Class<? extends Observation> type = TYPES.get(name);
        if (type == null) {
            throw new IllegalArgumentException("A staged row holds " + name + ", which is no observation");
        }
        return StoredJson.MAPPER.readValue(payload, type);
    }

    private static Map<String, Class<? extends Observation>> types() {
        Map<String, Class<? extends Observation>> all = new HashMap<>();
        for (Class<?> family : List.of(
                ProductCommand.class,
                OrderCommand.class,
                CustomerCommand.class,
                InventoryItemCommand.class,
                StockLevelCommand.class)) {
            for (Class<?> type : family.getPermittedSubclasses()) {
                all.put(type.getSimpleName(), type.asSubclass(Observation.class));
            }
        }
        return all;
    }
}
