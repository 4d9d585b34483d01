package io.shopledger.inventory;

import io.shopledger.Origin;
import io.shopledger.change.DetailChange;
import io.shopledger.observation.ObservedEvent;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the stock of one item at one location. Stored under the names of {@code StoredNames}, which never change. Each event holds what
 * changed and nothing else, from → to; in one decision every change is told by one event.
 */
public sealed interface StockLevelEvent extends ObservedEvent {

    StockLevelId levelId();

    @Override
    Origin origin();

    @Override
    default String stream() {
        return levelId().toString();
    }

    /** First sight of the level, whether by webhook or by sync. */
    @Revision("1")
    record StockLevelConnected(StockLevelId levelId, StockLevelRecord record, Origin origin)
            implements StockLevelEvent {}

    /** How many are available changed. */
    @Revision("1")
    record StockLevelChanged(
            StockLevelId levelId,
            @Nullable Long from,
            @Nullable Long to,
            Origin origin) implements StockLevelEvent {}

    /** How many are on hand, committed, incoming …, or the name of the location changed. */
    @Revision("1")
    record StockLevelDetailsChanged(StockLevelId levelId, List<DetailChange> details, Origin origin)
            implements StockLevelEvent {
        public StockLevelDetailsChanged {
            details = details == null ? List.of() : List.copyOf(details);
        }
    }

    /** We were told of fields that we did not know before. The stock did not change. */
    @Revision("1")
    record StockLevelLearned(StockLevelId levelId, StockLevelRecord learned, Origin origin)
            implements StockLevelEvent {}

    /** The item is no longer stocked there. @param evidence how that was learnt, such as {@code inventory_levels/disconnect} */
    @Revision("1")
    record StockLevelDisconnected(StockLevelId levelId, String evidence, Origin origin) implements StockLevelEvent {}

    /** The item is stocked there again, as a read that was sent after the disconnection found. */
    @Revision("1")
    record StockLevelReconnected(StockLevelId levelId, Origin origin) implements StockLevelEvent {}
}
