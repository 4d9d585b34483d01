package io.shopledger.shopify.inventory;

import io.shopledger.StoreId;
import io.shopledger.inventory.InventoryItemCommand.ObserveInventoryItem;
import io.shopledger.inventory.InventoryItemCommand.ObserveInventoryItemRemoval;
import io.shopledger.inventory.InventoryItemId;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.json.Connection;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.observation.Heard;
import io.shopledger.shopify.observation.Observing;
import io.shopledger.shopify.observation.Sealing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Observations of inventory items; a read of one tells its stock levels too. */
public final class ItemsObserved implements Observing {
    @Override
    public String stream(StoreId store, List<Long> numbers) {
        return new InventoryItemId(store, numbers.get(0)).toString();
    }

    @Override
    public ObserveInventoryItem told(JsonObject body, Heard heard, Sealing sealing) {
        Instant at = heard.at(body.time("updated_at"));
        return new ObserveInventoryItem(
                new InventoryItemId(heard.store(), body.id("id")),
                InventoryItemFromWebhook.record(body),
                at,
                heard.triggeredAt(),
                heard.origin(at));
    }

    /** @return the item, then those of its levels that were read */
    @Override
    public List<Observation> read(JsonObject node, Heard heard, Sealing sealing) {
        Instant at = heard.at(node.time("updatedAt"));
        InventoryItemId id = new InventoryItemId(heard.store(), node.gid("id"));
        List<Observation> seen = new ArrayList<>();
        seen.add(new ObserveInventoryItem(id, InventoryItemFromGraphQl.record(node), at, null, heard.origin(at)));
        Connection.of(node, "inventoryLevels")
                .nodes()
                .forEach(level -> seen.add(StockObserved.level(level, id.shopifyId(), heard)));
        return seen;
    }

    @Override
    public ObserveInventoryItemRemoval gone(String stream, String evidence, Heard heard) {
        return new ObserveInventoryItemRemoval(
                InventoryItemId.parse(stream), evidence, heard.triggeredAt(), heard.origin(heard.at(null)));
    }
}
