package io.shopledger.query.dashboard;

import io.shopledger.query.sync.SyncProgress;
import io.shopledger.query.sync.SyncProgress.StepProgress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sync in the words of a page.
 *
 * @param expected how many records all its steps expect; absent while one of them cannot tell
 */
record SyncSheet(
        String id,
        String type,
        String status,
        @Nullable String error,
        String scope,
        String requestedBy,
        String began,
        String ago,
        @Nullable String ended,
        long items,
        @Nullable Long expected,
        long failed,
        List<Step> steps) {

    /** One step. */
    record Step(
            String step,
            String status,
            long items,
            @Nullable Long expected,
            long pages,
            String rate,
            @Nullable String began,
            @Nullable String ended) {

        public boolean grown() {
            return expected != null && items > expected;
        }

        static Step of(StepProgress step) {
            return new Step(
                    step.step(),
                    step.status(),
                    step.items(),
                    step.expected(),
                    step.pages(),
                    step.rate() == null ? "–" : String.format(Locale.ROOT, "%,.1f/s", step.rate()),
                    step.startedAt() == null ? null : Moment.text(step.startedAt()),
                    step.completedAt() == null ? null : Moment.text(step.completedAt()));
        }
    }

    static SyncSheet of(SyncProgress sync, Instant now) {
        List<Step> steps = sync.steps().stream().map(Step::of).toList();
        return new SyncSheet(
                sync.syncId().toString(),
                sync.syncType(),
                sync.status(),
                sync.errorMessage(),
                sync.fullSync()
                        ? "everything"
                        : sync.sinceDate() == null
                                ? "what changed"
                                : "what changed since " + Moment.text(sync.sinceDate()),
                sync.requestedBy(),
                Moment.text(sync.startedAt()),
                Ago.words(sync.startedAt(), now),
                sync.completedAt() == null ? null : Moment.text(sync.completedAt()),
                sync.recordsProcessed(),
                steps.stream().map(Step::expected).anyMatch(Objects::isNull)
                        ? null
                        : steps.stream()
                                .map(Step::expected)
                                .filter(Objects::nonNull)
                                .mapToLong(Long::longValue)
                                .sum(),
                sync.recordsFailed(),
                steps);
    }

    /** @return where Shopify counted fewer than were read: the store went on meanwhile; absent elsewhere */
    public @Nullable String grown() {
        return steps.stream().anyMatch(Step::grown)
                ? "More records were read than Shopify counted at first: the store changed while it was read."
                : null;
    }

    public boolean running() {
        return status.equals("running");
    }

    public boolean wrong() {
        return status.equals("failed");
    }
}
