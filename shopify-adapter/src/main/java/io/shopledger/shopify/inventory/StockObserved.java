package io.shopledger.shopify.inventory;

import io.shopledger.StoreId;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevel;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevelRemoval;
import io.shopledger.inventory.StockLevelId;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Unreadable;
import io.shopledger.shopify.observation.Heard;
import io.shopledger.shopify.observation.Observing;
import io.shopledger.shopify.observation.Sealing;
import java.time.Instant;
import java.util.List;

/** Observations of stock: one item at one location, which the webhook names by both their numbers. */
public final class StockObserved implements Observing {
    private static final String ITEM = "inventory_item_id";
    private static final String LOCATION = "location_id";

    @Override
    public List<String> numbers() {
        return List.of(ITEM, LOCATION);
    }

    @Override
    public String stream(StoreId store, List<Long> numbers) {
        return new StockLevelId(store, numbers.get(0), numbers.get(1)).toString();
    }

    @Override
    public ObserveStockLevel told(JsonObject body, Heard heard, Sealing sealing) {
        Instant at = heard.at(body.time("updated_at"));
        return new ObserveStockLevel(
                new StockLevelId(heard.store(), body.id(ITEM), body.id(LOCATION)),
                StockLevelFromWebhook.record(body),
                at,
                heard.triggeredAt(),
                heard.origin(at));
    }

    /** @param node a level that names its item, as {@code inventory-levels-by-id} selects it */
    @Override
    public List<Observation> read(JsonObject node, Heard heard, Sealing sealing) {
        Long item = node.gidOf("item");
        if (item == null) {
            throw new Unreadable("/item is not told");
        }
        return List.of(level(node, item, heard));
    }

    /** The number in a level's own global id is not the location's. */
    static ObserveStockLevel level(JsonObject level, long item, Heard heard) {
        Long location = level.gidOf("location");
        if (location == null) {
            throw new Unreadable("/location is not told");
        }
        Instant at = heard.at(level.time("updatedAt"));
        return new ObserveStockLevel(
                new StockLevelId(heard.store(), item, location),
                StockLevelFromGraphQl.record(level),
                at,
                null,
                heard.origin(at));
    }

    @Override
    public ObserveStockLevelRemoval gone(String stream, String evidence, Heard heard) {
        return new ObserveStockLevelRemoval(
                StockLevelId.parse(stream), evidence, heard.triggeredAt(), heard.origin(heard.at(null)));
    }
}
