package io.shopledger.inventory;

import io.shopledger.change.ChangedFields;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What it is after what happened to it: folding the events in their order gives the record. */
public final class InventoryItemFold {
    private InventoryItemFold() {}

    /**
     * @param before the record so far; absent before the first event
     * @return the record after {@code event}
     */
    public static InventoryItemRecord after(@Nullable InventoryItemRecord before, InventoryItemEvent event) {
        if (event instanceof InventoryItemEvent.InventoryItemListed first) {
            return first.record();
        }
        if (before == null) {
            throw new IllegalStateException(
                    event.stream() + " begins with " + event.getClass().getSimpleName());
        }
        return event instanceof InventoryItemEvent.InventoryItemLearned e
                ? before.learning(e.learned())
                : before.with(changes(before, event));
    }

    private static Map<String, @Nullable Object> changes(InventoryItemRecord before, InventoryItemEvent event) {
        Map<String, @Nullable Object> now = new HashMap<>();
        if (event instanceof InventoryItemEvent.InventoryItemDetailsChanged e) {
            now.putAll(ChangedFields.of(InventoryItemRecord.FIELDS, e.details(), e.lists()));
        } else if (event instanceof InventoryItemEvent.InventoryItemCostChanged e) {
            now.put("cost", e.to());
        }
        return now; // that it went or came back says where it is, not what it is
    }
}
