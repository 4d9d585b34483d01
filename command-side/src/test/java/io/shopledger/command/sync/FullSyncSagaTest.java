package io.shopledger.command.sync;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.Test;

class FullSyncSagaTest {
    private static final SyncId ID = SyncId.parse("sync/4f9d7a52-6c1e-4a55-9a3f-0d8f6f6f8a11");
    private static final StoreId STORE = new StoreId(7);
    private static final Instant MONDAY = Instant.parse("2026-10-05T12:00:00Z");

    private static final SyncRequested REQUESTED = new SyncRequested(
            ID, STORE, "full", List.of(Step.PRODUCTS, Step.ORDERS), true, MONDAY, 50, true, "api", MONDAY);
    private static final SyncStepStarted STARTED = new SyncStepStarted(ID, STORE, Step.PRODUCTS, MONDAY);

    private final SagaTestFixture<FullSyncSaga> saga = new SagaTestFixture<>(FullSyncSaga.class);
    private final Deadlines deadlines = new Deadlines();

    {
        saga.registerResource(deadlines);
        saga.registerResource(new Holding());
    }

    /** The real ones are tested on Postgres. */
    private static final class Holding extends RunningSyncs {
        @SuppressWarnings("NullAway")
        Holding() {
            super(null, Optional.empty());
        }

        @Override
        void hold(SyncRequested begun) {}

        @Override
        void release(SyncId sync) {}
    }

    /** Remembers what is waited for; the real ones are tested on Postgres. */
    private static final class Deadlines extends StepDeadlines {
        final List<Step> waiting = new ArrayList<>();

        @SuppressWarnings("NullAway")
        Deadlines() {
            super(null, null, null, null);
        }

        @Override
        void await(SyncId sync, Step step) {
            waiting.remove(step);
            waiting.add(step);
        }

        @Override
        void end(SyncId sync, Step step) {
            waiting.remove(step);
        }
    }

    @Test
    void requested_startsTheFirstStep() {
        saga.givenNoPriorActivity()
                .whenPublishingA(REQUESTED)
                .expectActiveSagas(1)
                .expectDispatchedCommands(new StartStep(ID, Step.PRODUCTS));
    }

    @Test
    void stepStarted_pullsItAsWasAsked_andWaitsForProgress() {
        saga.givenAPublished(REQUESTED)
                .whenPublishingA(STARTED)
                .expectDispatchedCommands(new PullStep(ID, STORE, Step.PRODUCTS, true, MONDAY, 50, true));
        assertThat(deadlines.waiting).containsExactly(Step.PRODUCTS);
    }

    @Test
    void pageImported_waitsAnew() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(STARTED)
                .whenPublishingA(new SyncPageImported(ID, STORE, Step.PRODUCTS, 1, 9, 9, null, MONDAY))
                .expectNoDispatchedCommands();
        assertThat(deadlines.waiting).containsExactly(Step.PRODUCTS);
    }

    @Test
    void stepCompleted_startsTheNext() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(STARTED)
                .whenPublishingA(completed(Step.PRODUCTS))
                .expectDispatchedCommands(new StartStep(ID, Step.ORDERS));
        assertThat(deadlines.waiting).isEmpty();
    }

    @Test
    void lastStepCompleted_completesTheSync() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(completed(Step.PRODUCTS))
                .whenPublishingA(completed(Step.ORDERS))
                .expectDispatchedCommands(new CompleteSync(ID));
    }

    @Test
    void stepFailed_failsTheSync() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(STARTED)
                .whenPublishingA(new SyncStepFailed(ID, STORE, Step.PRODUCTS, "access-denied", "No access", MONDAY))
                .expectActiveSagas(1)
                .expectDispatchedCommands(new FailSync(ID, "access-denied", "No access"));
        assertThat(deadlines.waiting).isEmpty();
    }

    @Test
    void failedOrCancelled_stopsPullingAndEnds() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(STARTED)
                .whenPublishingA(new SyncFailed(ID, STORE, "full", "access-denied", "No access", MONDAY))
                .expectActiveSagas(0)
                .expectDispatchedCommands(new StopPulling(ID));
        assertThat(deadlines.waiting).isEmpty();
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(STARTED)
                .whenPublishingA(new SyncCancelled(ID, STORE, "full", MONDAY))
                .expectActiveSagas(0)
                .expectDispatchedCommands(new StopPulling(ID));
        assertThat(deadlines.waiting).isEmpty();
    }

    @Test
    void completed_ends() {
        saga.givenAPublished(REQUESTED)
                .whenPublishingA(new SyncCompleted(ID, STORE, "full", 9, MONDAY))
                .expectActiveSagas(0)
                .expectNoDispatchedCommands();
    }

    private static SyncStepCompleted completed(Step step) {
        return new SyncStepCompleted(ID, STORE, step, 9, MONDAY, List.of(), MONDAY);
    }
}
