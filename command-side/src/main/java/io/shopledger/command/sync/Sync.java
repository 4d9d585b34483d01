package io.shopledger.command.sync;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.shopledger.StoreId;
import io.shopledger.command.gateway.Refusal;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.CancelSync;
import io.shopledger.sync.SyncCommand.CompleteStep;
import io.shopledger.sync.SyncCommand.CompleteSync;
import io.shopledger.sync.SyncCommand.FailStep;
import io.shopledger.sync.SyncCommand.FailSync;
import io.shopledger.sync.SyncCommand.ImportPage;
import io.shopledger.sync.SyncCommand.RequestSync;
import io.shopledger.sync.SyncCommand.StartStep;
import io.shopledger.sync.SyncEvent;
import io.shopledger.sync.SyncEvent.SyncCancelled;
import io.shopledger.sync.SyncEvent.SyncCompleted;
import io.shopledger.sync.SyncEvent.SyncFailed;
import io.shopledger.sync.SyncEvent.SyncPageImported;
import io.shopledger.sync.SyncEvent.SyncRequested;
import io.shopledger.sync.SyncEvent.SyncStepCompleted;
import io.shopledger.sync.SyncEvent.SyncStepFailed;
import io.shopledger.sync.SyncEvent.SyncStepStarted;
import io.shopledger.sync.SyncId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One sync: what was asked, how far each step came, how it ended. What comes after its end changes nothing. */
@Aggregate(snapshotTriggerDefinition = "snapshotTrigger")
@Revision("1")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
class Sync {
    @AggregateIdentifier
    private @Nullable SyncId id;

    private @Nullable StoreId store;
    private @Nullable String type;
    private List<Step> steps = List.of();
    private Map<Step, Progress> progress = new TreeMap<>();
    private boolean ended;

    /**
     * How far a step came.
     *
     * @param page the last one imported
     * @param imported entities so far
     * @param ended whether nothing more comes of it
     */
    record Progress(int page, long imported, boolean ended) {}

    Sync() {} // Axon makes it empty, then replays its events

    Sync(RequestSync asked, Instant now) {
        if (asked.steps().isEmpty()) {
            throw new IllegalArgumentException("A sync without a step");
        }
        apply(new SyncRequested(
                asked.syncId(),
                asked.store(),
                asked.type(),
                asked.steps(),
                asked.full(),
                asked.since(),
                asked.batchSize(),
                asked.retryFailed(),
                asked.requestedBy(),
                now));
    }

    @CommandHandler
    void handle(StartStep asked, Clock clock) {
        if (!ended && steps.contains(asked.step()) && !progress.containsKey(asked.step())) {
            apply(new SyncStepStarted(id(), store(), asked.step(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(ImportPage told, Clock clock) {
        Progress known = progress.get(told.step());
        if (isRunning(told.step())
                && told.page() > Objects.requireNonNull(known).page()) {
            apply(new SyncPageImported(
                    id(),
                    store(),
                    told.step(),
                    told.page(),
                    told.items(),
                    known.imported() + told.items(),
                    told.expected(),
                    clock.instant()));
        }
    }

    @CommandHandler
    void handle(CompleteStep told, Clock clock) {
        if (isRunning(told.step())) {
            long imported = progress.get(told.step()).imported();
            apply(new SyncStepCompleted(
                    id(), store(), told.step(), imported, told.readTo(), told.failed(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(FailStep told, Clock clock) {
        if (isRunning(told.step())) {
            apply(new SyncStepFailed(id(), store(), told.step(), told.reason(), told.message(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(CompleteSync asked, RunningSyncs running, Clock clock) {
        boolean allDone = steps.stream()
                .allMatch(
                        step -> progress.containsKey(step) && progress.get(step).ended());
        if (!ended && allDone) {
            long imported =
                    progress.values().stream().mapToLong(Progress::imported).sum();
            apply(new SyncCompleted(id(), store(), type(), imported, clock.instant()));
            running.release(id());
        }
    }

    @CommandHandler
    void handle(FailSync told, RunningSyncs running, Clock clock) {
        if (!ended) {
            apply(new SyncFailed(id(), store(), type(), told.reason(), told.message(), clock.instant()));
            running.release(id());
        }
    }

    @CommandHandler
    void handle(CancelSync asked, RunningSyncs running, Clock clock) {
        if (ended) {
            throw Refusal.of("sync-ended")
                    .because("This sync has ended already. How it ended: /api/v1/sync/%s".formatted(id().value()));
        }
        apply(new SyncCancelled(id(), store(), type(), clock.instant()));
        running.release(id());
    }

    @EventSourcingHandler
    void on(SyncEvent event) {
        if (event instanceof SyncRequested e) {
            id = e.syncId();
            store = e.store();
            type = e.type();
            steps = e.steps();
        } else if (event instanceof SyncStepStarted e) {
            progress.put(e.step(), new Progress(0, 0, false));
        } else if (event instanceof SyncPageImported e) {
            progress.put(e.step(), new Progress(e.page(), e.imported(), false));
        } else if (event instanceof SyncStepCompleted e) {
            progress.computeIfPresent(e.step(), (step, p) -> new Progress(p.page(), p.imported(), true));
        } else if (event instanceof SyncStepFailed e) {
            progress.computeIfPresent(e.step(), (step, p) -> new Progress(p.page(), p.imported(), true));
        } else {
            ended = true; // completed, failed or cancelled
        }
    }

    private boolean isRunning(Step step) {
        Progress known = progress.get(step);
        return !ended && known != null && !known.ended();
    }

    private SyncId id() {
        return Objects.requireNonNull(id);
    }

    private StoreId store() {
        return Objects.requireNonNull(store);
    }

    private String type() {
        return Objects.requireNonNull(type);
    }
}
