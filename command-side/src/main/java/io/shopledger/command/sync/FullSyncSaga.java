package io.shopledger.command.sync;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.shopledger.StoreId;
import io.shopledger.sync.PullCommand.PullStep;
import io.shopledger.sync.PullCommand.StopPulling;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.CompleteSync;
import io.shopledger.sync.SyncCommand.FailSync;
import io.shopledger.sync.SyncCommand.StartStep;
import io.shopledger.sync.SyncEvent.SyncCancelled;
import io.shopledger.sync.SyncEvent.SyncCompleted;
import io.shopledger.sync.SyncEvent.SyncFailed;
import io.shopledger.sync.SyncEvent.SyncPageImported;
import io.shopledger.sync.SyncEvent.SyncRequested;
import io.shopledger.sync.SyncEvent.SyncStepCompleted;
import io.shopledger.sync.SyncEvent.SyncStepFailed;
import io.shopledger.sync.SyncEvent.SyncStepStarted;
import io.shopledger.sync.SyncId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

/**
 * Walks one sync through its steps, in the order in which they were asked for; a sync of one type has one step. It only
 * turns events into commands, and a send that fails fails here, so that the event is handled again.
 */
@Saga
@ProcessingGroup(FullSyncSaga.GROUP)
@Revision("1")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class FullSyncSaga {
    static final String GROUP = "full-sync";

    private static final long PATIENCE_SECONDS = 10;

    private @Nullable SyncId sync;
    private @Nullable StoreId store;
    private List<Step> steps = List.of();
    private boolean full;
    private @Nullable Instant since;
    private @Nullable Integer batchSize;
    private boolean retryFailed;
    private @Nullable Step running;

    /** Axon makes it, then fills it from its stored state. */
    public FullSyncSaga() {}

    @StartSaga
    @SagaEventHandler(associationProperty = "syncId")
    void on(SyncRequested event, CommandGateway commands, RunningSyncs holding) {
        holding.hold(event);
        sync = event.syncId();
        store = event.store();
        steps = event.steps();
        full = event.full();
        since = event.since();
        batchSize = event.batchSize();
        retryFailed = event.retryFailed();
        send(commands, new StartStep(event.syncId(), steps.get(0)));
    }

    @SagaEventHandler(associationProperty = "syncId")
    void on(SyncStepStarted event, CommandGateway commands, StepDeadlines deadlines) {
        running = event.step();
        deadlines.await(event.syncId(), event.step());
        send(
                commands,
                new PullStep(
                        event.syncId(),
                        Objects.requireNonNull(store),
                        event.step(),
                        full,
                        since,
                        batchSize,
                        retryFailed));
    }

    @SagaEventHandler(associationProperty = "syncId")
    void on(SyncPageImported event, StepDeadlines deadlines) {
        deadlines.await(event.syncId(), event.step());
    }

    @SagaEventHandler(associationProperty = "syncId")
    void on(SyncStepCompleted event, CommandGateway commands, StepDeadlines deadlines) {
        deadlines.end(event.syncId(), event.step());
        running = null;
        int next = steps.indexOf(event.step()) + 1;
        send(
                commands,
                next < steps.size()
                        ? new StartStep(event.syncId(), steps.get(next))
                        : new CompleteSync(event.syncId()));
    }

    @SagaEventHandler(associationProperty = "syncId")
    void on(SyncStepFailed event, CommandGateway commands, StepDeadlines deadlines) {
        deadlines.end(event.syncId(), event.step());
        running = null;
        send(commands, new FailSync(event.syncId(), event.reason(), event.message()));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "syncId")
    void on(SyncCompleted event, RunningSyncs holding) {
        holding.release(event.syncId());
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "syncId")
    void on(SyncFailed event, CommandGateway commands, StepDeadlines deadlines, RunningSyncs holding) {
        holding.release(event.syncId());
        stop(commands, deadlines);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "syncId")
    void on(SyncCancelled event, CommandGateway commands, StepDeadlines deadlines, RunningSyncs holding) {
        holding.release(event.syncId());
        stop(commands, deadlines);
    }

    private void stop(CommandGateway commands, StepDeadlines deadlines) {
        SyncId id = Objects.requireNonNull(sync);
        if (running != null) {
            deadlines.end(id, running);
        }
        send(commands, new StopPulling(id));
    }

    private static void send(CommandGateway commands, Object command) {
        commands.sendAndWait(command, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
