package io.shopledger.query.sync;

import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.FailedItem;
import io.shopledger.sync.SyncEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A sync as of its last event.
 *
 * @param status {@code running}, then {@code completed}, {@code failed} or {@code cancelled}
 * @param reason a stable code that says why it failed
 */
record SyncState(
        long store,
        String type,
        String status,
        boolean full,
        @Nullable Instant since,
        String requestedBy,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String reason,
        @Nullable String message,
        List<StepState> steps) {
    static final String RUNNING = "running";

    /** Of failed items so many are kept; the count tells of the others. */
    private static final int NAMED = 100;

    SyncState {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param status {@code pending}, {@code running}, {@code completed} or {@code failed}
     * @param imported entities read so far
     * @param expected how many Shopify counts, where that is known
     * @param lastPageAt when the last page was imported
     * @param failed how many could not be taken
     */
    record StepState(
            String step,
            String status,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            @Nullable Instant lastPageAt,
            long imported,
            @Nullable Long expected,
            long pages,
            long failed,
            List<FailedItem> named,
            @Nullable String reason,
            @Nullable String message) {
        StepState {
            named = named == null ? List.of() : List.copyOf(named);
        }

        static StepState pending(Step step) {
            return new StepState(step.word(), "pending", null, null, null, 0, null, 0, 0, List.of(), null, null);
        }
    }

    boolean ended() {
        return !status.equals(RUNNING);
    }

    long imported() {
        return steps.stream().mapToLong(StepState::imported).sum();
    }

    static SyncState after(@Nullable SyncState before, SyncEvent event) {
        if (event instanceof SyncEvent.SyncRequested e) {
            return new SyncState(
                    e.store().value(),
                    e.type(),
                    RUNNING,
                    e.full(),
                    e.since(),
                    e.requestedBy(),
                    e.at(),
                    null,
                    null,
                    null,
                    e.steps().stream().map(StepState::pending).toList());
        }
        if (before == null) {
            throw new IllegalStateException(
                    event.syncId() + " begins with " + event.getClass().getSimpleName());
        }
        return before.then(event);
    }

    private SyncState then(SyncEvent event) {
        if (event instanceof SyncEvent.SyncStepStarted e) {
            return step(
                    e.step(),
                    s -> new StepState(
                            s.step(), RUNNING, e.at(), null, null, 0, s.expected(), 0, 0, List.of(), null, null));
        }
        if (event instanceof SyncEvent.SyncPageImported e) {
            return step(
                    e.step(),
                    s -> new StepState(
                            s.step(),
                            RUNNING,
                            s.startedAt(),
                            null,
                            e.at(),
                            e.imported(),
                            e.expected() == null ? s.expected() : e.expected(),
                            e.page(),
                            0,
                            List.of(),
                            null,
                            null));
        }
        if (event instanceof SyncEvent.SyncStepCompleted e) {
            return step(
                    e.step(),
                    s -> new StepState(
                            s.step(),
                            "completed",
                            s.startedAt(),
                            e.at(),
                            s.lastPageAt(),
                            e.imported(),
                            s.expected(),
                            s.pages(),
                            e.failed().size(),
                            e.failed().stream().limit(NAMED).toList(),
                            null,
                            null));
        }
        if (event instanceof SyncEvent.SyncStepFailed e) {
            return step(
                    e.step(),
                    s -> new StepState(
                            s.step(),
                            "failed",
                            s.startedAt(),
                            e.at(),
                            s.lastPageAt(),
                            s.imported(),
                            s.expected(),
                            s.pages(),
                            s.failed(),
                            s.named(),
                            e.reason(),
                            e.message()));
        }
        if (event instanceof SyncEvent.SyncFailed e) {
            return ended("failed", e.at(), e.reason(), e.message());
        }
        if (event instanceof SyncEvent.SyncCompleted || event instanceof SyncEvent.SyncCancelled) {
            return ended(event instanceof SyncEvent.SyncCompleted ? "completed" : "cancelled", event.at(), null, null);
        }
        throw new IllegalStateException("Not told yet: " + event.getClass());
    }

    private SyncState step(Step which, UnaryOperator<StepState> then) {
        List<StepState> now = new ArrayList<>();
        steps.forEach(step -> now.add(step.step().equals(which.word()) ? then.apply(step) : step));
        return new SyncState(
                store, type, status, full, since, requestedBy, startedAt, completedAt, reason, message, now);
    }

    private SyncState ended(String how, Instant at, @Nullable String why, @Nullable String inWords) {
        return new SyncState(store, type, how, full, since, requestedBy, startedAt, at, why, inWords, steps);
    }
}
