package io.shopledger.sync;

import io.shopledger.StoreId;
import io.shopledger.sync.SyncCommand.FailedItem;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened in a sync. Stored under the names of {@code StoredNames}, which never change. */
public sealed interface SyncEvent {

    SyncId syncId();

    StoreId store();

    /** @return when, by our clock (UTC) */
    Instant at();

    /** See {@link SyncCommand.RequestSync} for the meaning of each. */
    @Revision("1")
    record SyncRequested(
            SyncId syncId,
            StoreId store,
            String type,
            List<Step> steps,
            boolean full,
            @Nullable Instant since,
            @Nullable Integer batchSize,
            boolean retryFailed,
            String requestedBy,
            Instant at)
            implements SyncEvent {
        public SyncRequested {
            steps = steps == null ? List.of() : List.copyOf(steps);
        }
    }

    @Revision("1")
    record SyncStepStarted(SyncId syncId, StoreId store, Step step, Instant at) implements SyncEvent {}

    /**
     * @param page number of the page in its step, from 1
     * @param items entities in this page
     * @param imported entities in this step so far
     * @param expected how many Shopify counts in this step, where that is known
     */
    @Revision("1")
    record SyncPageImported(
            SyncId syncId,
            StoreId store,
            Step step,
            int page,
            long items,
            long imported,
            @Nullable Long expected,
            Instant at)
            implements SyncEvent {}

    /**
     * @param imported entities read in this step
     * @param readTo everything that Shopify updated before this was read
     * @param failed entities that could not be taken
     */
    @Revision("1")
    record SyncStepCompleted(
            SyncId syncId, StoreId store, Step step, long imported, Instant readTo, List<FailedItem> failed, Instant at)
            implements SyncEvent {
        public SyncStepCompleted {
            failed = failed == null ? List.of() : List.copyOf(failed);
        }
    }

    /** @param reason a stable code */
    @Revision("1")
    record SyncStepFailed(SyncId syncId, StoreId store, Step step, String reason, String message, Instant at)
            implements SyncEvent {}

    /** @param imported entities read in all steps */
    @Revision("1")
    record SyncCompleted(SyncId syncId, StoreId store, String type, long imported, Instant at) implements SyncEvent {}

    /** @param reason a stable code */
    @Revision("1")
    record SyncFailed(SyncId syncId, StoreId store, String type, String reason, String message, Instant at)
            implements SyncEvent {}

    @Revision("1")
    record SyncCancelled(SyncId syncId, StoreId store, String type, Instant at) implements SyncEvent {}
}
