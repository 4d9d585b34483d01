package io.shopledger.command.inventory;

import io.shopledger.Origin;
import io.shopledger.command.difference.Details;
import io.shopledger.command.difference.Difference;
import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.InventoryItemId;
import io.shopledger.inventory.InventoryItemRecord;
import java.util.ArrayList;
import java.util.List;

/** What happened between two records of one inventory item: a pure function. */
final class InventoryItemChanges {
    private InventoryItemChanges() {}

    /** @return the events that lead from {@code from} to {@code to}; none where nothing is different */
    static List<InventoryItemEvent> between(
            InventoryItemRecord from, InventoryItemRecord to, InventoryItemId id, Origin origin) {
        Difference<InventoryItemRecord> difference = Difference.between(from, to);
        List<InventoryItemEvent> events = new ArrayList<>();
        difference
                .learned()
                .ifPresent(learned -> events.add(new InventoryItemEvent.InventoryItemLearned(id, learned, origin)));
        if (difference.take("cost")) {
            events.add(new InventoryItemEvent.InventoryItemCostChanged(id, from.cost(), to.cost(), origin));
        }
        Details rest = difference.rest();
        if (!rest.isEmpty()) {
            events.add(new InventoryItemEvent.InventoryItemDetailsChanged(id, rest.details(), rest.lists(), origin));
        }
        return events;
    }
}
