package io.shopledger.command.inventory;

import io.shopledger.Origin;
import io.shopledger.command.observation.Observed;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.inventory.StockLevelEvent.StockLevelConnected;
import io.shopledger.inventory.StockLevelEvent.StockLevelDisconnected;
import io.shopledger.inventory.StockLevelEvent.StockLevelReconnected;
import io.shopledger.inventory.StockLevelFold;
import io.shopledger.inventory.StockLevelId;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** How many of one item are at one location. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotTrigger")
@Revision("2")
class StockLevel extends Observed<StockLevelRecord, StockLevelEvent> {
    StockLevel() {} // Axon makes it empty, then replays its events

    @Override
    protected StockLevelEvent first(Seen<StockLevelRecord> seen) {
        return new StockLevelConnected(id(seen.stream()), seen.record(), seen.origin());
    }

    @Override
    protected List<StockLevelEvent> changes(StockLevelRecord known, StockLevelRecord seen, Origin origin) {
        return StockLevelChanges.between(known, seen, id(stream()), origin);
    }

    @Override
    protected StockLevelEvent removal(Removal seen) {
        return new StockLevelDisconnected(id(seen.stream()), seen.evidence(), seen.origin());
    }

    @Override
    protected StockLevelEvent comeback(Seen<StockLevelRecord> seen) {
        return new StockLevelReconnected(id(seen.stream()), seen.origin());
    }

    @Override
    protected @Nullable Boolean gone(StockLevelEvent event) {
        return event instanceof StockLevelDisconnected
                ? Boolean.TRUE
                : event instanceof StockLevelReconnected ? Boolean.FALSE : null;
    }

    @Override
    protected StockLevelRecord fold(@Nullable StockLevelRecord before, StockLevelEvent event) {
        return StockLevelFold.after(before, event);
    }

    private static StockLevelId id(String stream) {
        return StockLevelId.parse(stream);
    }
}
