package io.shopledger.command.inventory;

import io.shopledger.Origin;
import io.shopledger.command.observation.Observed;
import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemListed;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemRemoved;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemReturned;
import io.shopledger.inventory.InventoryItemFold;
import io.shopledger.inventory.InventoryItemId;
import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** What is stocked of one variant. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotTrigger")
@Revision("1")
class InventoryItem extends Observed<InventoryItemRecord, InventoryItemEvent> {
    InventoryItem() {} // Axon makes it empty, then replays its events

    @Override
    protected InventoryItemEvent first(Seen<InventoryItemRecord> seen) {
        return new InventoryItemListed(id(seen.stream()), seen.record(), seen.origin());
    }

    @Override
    protected List<InventoryItemEvent> changes(InventoryItemRecord known, InventoryItemRecord seen, Origin origin) {
        return InventoryItemChanges.between(known, seen, id(stream()), origin);
    }

    @Override
    protected InventoryItemEvent removal(Removal seen) {
        return new InventoryItemRemoved(id(seen.stream()), seen.evidence(), seen.origin());
    }

    @Override
    protected InventoryItemEvent comeback(Seen<InventoryItemRecord> seen) {
        return new InventoryItemReturned(id(seen.stream()), seen.origin());
    }

    @Override
    protected @Nullable Boolean gone(InventoryItemEvent event) {
        return event instanceof InventoryItemRemoved
                ? Boolean.TRUE
                : event instanceof InventoryItemReturned ? Boolean.FALSE : null;
    }

    @Override
    protected InventoryItemRecord fold(@Nullable InventoryItemRecord before, InventoryItemEvent event) {
        return InventoryItemFold.after(before, event);
    }

    private static InventoryItemId id(String stream) {
        return InventoryItemId.parse(stream);
    }
}
