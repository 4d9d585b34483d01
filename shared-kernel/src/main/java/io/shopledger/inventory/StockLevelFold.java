package io.shopledger.inventory;

import io.shopledger.change.ChangedFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What it is after what happened to it: folding the events in their order gives the record. */
public final class StockLevelFold {
    private StockLevelFold() {}

    /**
     * @param before the record so far; absent before the first event
     * @return the record after {@code event}
     */
    public static StockLevelRecord after(@Nullable StockLevelRecord before, StockLevelEvent event) {
        if (event instanceof StockLevelEvent.StockLevelConnected first) {
            return first.record();
        }
        if (before == null) {
            throw new IllegalStateException(
                    event.stream() + " begins with " + event.getClass().getSimpleName());
        }
        return event instanceof StockLevelEvent.StockLevelLearned e
                ? before.learning(e.learned())
                : before.with(changes(before, event));
    }

    private static Map<String, @Nullable Object> changes(StockLevelRecord before, StockLevelEvent event) {
        Map<String, @Nullable Object> now = new HashMap<>();
        if (event instanceof StockLevelEvent.StockLevelChanged e) {
            now.put("available", e.to());
        } else if (event instanceof StockLevelEvent.StockLevelDetailsChanged e) {
            now.putAll(ChangedFields.of(StockLevelRecord.FIELDS, e.details(), List.of()));
        }
        return now; // that it went or came back says where it is, not what it is
    }
}
