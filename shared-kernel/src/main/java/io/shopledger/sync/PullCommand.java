package io.shopledger.sync;

import io.shopledger.StoreId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a sync asks of the part that speaks Shopify. Handled where Shopify is called, not by an aggregate. */
public sealed interface PullCommand {

    /**
     * Reads all of one step, page by page, from a durable job; asked again for the same step it does nothing. What comes of
     * it is told by {@link SyncCommand.ImportPage} and {@link SyncCommand.CompleteStep} or {@link SyncCommand.FailStep}.
     *
     * @param full whether everything is read; else what Shopify updated since {@code since}, or since the last completed
     *     step of this kind where that is absent
     */
    record PullStep(
            SyncId syncId,
            StoreId store,
            Step step,
            boolean full,
            @Nullable Instant since,
            @Nullable Integer batchSize,
            boolean retryFailed)
            implements PullCommand {}

    /** Ends the jobs of a sync that was cancelled or failed; what is already read is still decided. */
    record StopPulling(SyncId syncId) implements PullCommand {}
}
