package io.shopledger.inventory;

import io.shopledger.Money;
import io.shopledger.Origin;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.observation.ObservedEvent;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an inventory item. Stored under the names of {@code StoredNames}, which never change. Each event holds what
 * changed and nothing else, from → to; in one decision every change is told by one event.
 */
public sealed interface InventoryItemEvent extends ObservedEvent {

    InventoryItemId itemId();

    @Override
    Origin origin();

    @Override
    default String stream() {
        return itemId().toString();
    }

    /** First sight of the item, whole, whether by webhook or by sync. */
    @Revision("1")
    record InventoryItemListed(InventoryItemId itemId, InventoryItemRecord record, Origin origin)
            implements InventoryItemEvent {}

    /** SKU, origin, weight, or any other field that is one value or a list of texts. */
    @Revision("1")
    record InventoryItemDetailsChanged(
            InventoryItemId itemId, List<DetailChange> details, List<ListChange> lists, Origin origin)
            implements InventoryItemEvent {
        public InventoryItemDetailsChanged {
            details = details == null ? List.of() : List.copyOf(details);
            lists = lists == null ? List.of() : List.copyOf(lists);
        }
    }

    /** What one unit costs the merchant changed. */
    @Revision("1")
    record InventoryItemCostChanged(
            InventoryItemId itemId,
            @Nullable Money from,
            @Nullable Money to,
            Origin origin) implements InventoryItemEvent {}

    /** We were told of fields that we did not know before. The item did not change. */
    @Revision("1")
    record InventoryItemLearned(InventoryItemId itemId, InventoryItemRecord learned, Origin origin)
            implements InventoryItemEvent {}

    /** The item is gone from Shopify. @param evidence how that was learnt, such as {@code inventory_items/delete} */
    @Revision("1")
    record InventoryItemRemoved(InventoryItemId itemId, String evidence, Origin origin) implements InventoryItemEvent {}

    /** An item that was gone is there again, as a read that was sent after its removal found. */
    @Revision("1")
    record InventoryItemReturned(InventoryItemId itemId, Origin origin) implements InventoryItemEvent {}
}
