package io.shopledger.shopify.pull;

import io.shopledger.StoreId;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a sync as it is read: a row of {@code ledger.pull_job}.
 *
 * @param since what Shopify updated before it is not asked for; absent for everything
 * @param cursor where the next page begins; absent at the first
 * @param page number of the last page read, from 1; 0 before the first
 * @param lastItems entities in that page
 * @param expected how many Shopify counted, where it counts
 * @param startedAt when the first page was asked for
 * @param readAll whether the last page was read
 * @param attempts failures in a row
 * @param token of the claim under which it is read
 */
record PullJob(
        SyncId syncId,
        Step step,
        StoreId store,
        boolean full,
        @Nullable Instant since,
        boolean retryFailed,
        int pageSize,
        @Nullable String cursor,
        int page,
        int lastItems,
        @Nullable Long expected,
        @Nullable Instant startedAt,
        boolean readAll,
        int attempts,
        String token) {

    /** @return the name under which its observations are staged */
    String name() {
        return "pull/" + syncId.value() + "/" + step.word();
    }

    /** @return this job after its next page; without a cursor that was the last */
    PullJob after(@Nullable String nextCursor, int items, Instant sentAt) {
        return new PullJob(
                syncId,
                step,
                store,
                full,
                since,
                retryFailed,
                pageSize,
                nextCursor,
                page + 1,
                items,
                expected,
                startedAt == null ? sentAt : startedAt,
                nextCursor == null,
                0,
                token);
    }

    PullJob expecting(long counted) {
        return new PullJob(
                syncId,
                step,
                store,
                full,
                since,
                retryFailed,
                pageSize,
                cursor,
                page,
                lastItems,
                counted,
                startedAt,
                readAll,
                attempts,
                token);
    }
}
