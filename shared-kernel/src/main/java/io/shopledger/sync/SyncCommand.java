package io.shopledger.sync;

import io.shopledger.StoreId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a sync. */
public sealed interface SyncCommand {

    @TargetAggregateIdentifier
    SyncId syncId();

    /**
     * Begins a sync, unless one of the same store and type is running.
     *
     * @param type {@code full}, or the word of its only step
     * @param full whether everything is read, not only what changed
     * @param since read only what Shopify updated at or after this; absent where each step goes by its last completed sync
     * @param batchSize entities a page at most, 1 to 250; absent where the service's setting holds
     * @param retryFailed whether only items that failed before are read again
     * @param requestedBy {@code api}, {@code schedule}, {@code demo}, or {@code webhooks} for what they may not have told
     */
    record RequestSync(
            SyncId syncId,
            StoreId store,
            String type,
            List<Step> steps,
            boolean full,
            @Nullable Instant since,
            @Nullable Integer batchSize,
            boolean retryFailed,
            String requestedBy)
            implements SyncCommand {}

    record StartStep(SyncId syncId, Step step) implements SyncCommand {}

    /**
     * A page was read and what it told is staged or decided.
     *
     * @param page number of the page in its step, from 1; one that is known already changes nothing
     * @param items entities in it
     * @param expected how many Shopify counts in this step, where that is known
     */
    record ImportPage(
            SyncId syncId,
            Step step,
            int page,
            long items,
            @Nullable Long expected) implements SyncCommand {}

    /**
     * All pages of the step were read and everything read is decided.
     *
     * @param readTo everything that Shopify updated before this was read: where the next incremental sync goes on
     */
    record CompleteStep(SyncId syncId, Step step, Instant readTo, List<FailedItem> failed) implements SyncCommand {}

    /** @param reason a stable code, such as {@code access-denied} */
    record FailStep(SyncId syncId, Step step, String reason, String message) implements SyncCommand {}

    record CompleteSync(SyncId syncId) implements SyncCommand {}

    /** @param reason a stable code */
    record FailSync(SyncId syncId, String reason, String message) implements SyncCommand {}

    record CancelSync(SyncId syncId) implements SyncCommand {}

    /**
     * An entity that could not be taken.
     *
     * @param id Shopify's gid or number
     * @param reason what was wrong, without personal data
     */
    record FailedItem(String id, String reason) {}
}
