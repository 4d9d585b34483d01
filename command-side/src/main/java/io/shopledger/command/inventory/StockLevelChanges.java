package io.shopledger.command.inventory;

import io.shopledger.Origin;
import io.shopledger.change.DetailChange;
import io.shopledger.command.difference.Difference;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.inventory.StockLevelId;
import io.shopledger.inventory.StockLevelRecord;
import java.util.ArrayList;
import java.util.List;

/** What happened between two records of one stock level: a pure function. */
final class StockLevelChanges {
    private StockLevelChanges() {}

    /** @return the events that lead from {@code from} to {@code to}; none where nothing is different */
    static List<StockLevelEvent> between(StockLevelRecord from, StockLevelRecord to, StockLevelId id, Origin origin) {
        Difference<StockLevelRecord> difference = Difference.between(from, to);
        List<StockLevelEvent> events = new ArrayList<>();
        difference
                .learned()
                .ifPresent(learned -> events.add(new StockLevelEvent.StockLevelLearned(id, learned, origin)));
        if (difference.take("available")) {
            events.add(new StockLevelEvent.StockLevelChanged(id, from.available(), to.available(), origin));
        }
        List<DetailChange> rest = difference.rest().details();
        if (!rest.isEmpty()) {
            events.add(new StockLevelEvent.StockLevelDetailsChanged(id, rest, origin));
        }
        return events;
    }
}
