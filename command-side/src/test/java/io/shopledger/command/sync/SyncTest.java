package io.shopledger.command.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.StoreId;
import io.shopledger.command.gateway.Refusal;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand;
import io.shopledger.sync.SyncCommand.CancelSync;
import io.shopledger.sync.SyncCommand.CompleteStep;
import io.shopledger.sync.SyncCommand.CompleteSync;
import io.shopledger.sync.SyncCommand.FailStep;
import io.shopledger.sync.SyncCommand.FailSync;
import io.shopledger.sync.SyncCommand.FailedItem;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class SyncTest {
    private static final SyncId ID = SyncId.parse("sync/4f9d7a52-6c1e-4a55-9a3f-0d8f6f6f8a11");
    private static final StoreId STORE = new StoreId(7);
    private static final Instant MONDAY = Instant.parse("2026-10-05T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-10-06T12:00:00Z");
    private static final List<Step> BOTH = List.of(Step.PRODUCTS, Step.ORDERS);

    private static final SyncRequested REQUESTED =
            new SyncRequested(ID, STORE, "full", BOTH, true, null, 50, false, "api", MONDAY);
    private static final SyncStepStarted PRODUCTS_STARTED = new SyncStepStarted(ID, STORE, Step.PRODUCTS, MONDAY);
    private static final SyncStepStarted ORDERS_STARTED = new SyncStepStarted(ID, STORE, Step.ORDERS, MONDAY);
    private static final SyncPageImported FIRST_PAGE =
            new SyncPageImported(ID, STORE, Step.PRODUCTS, 1, 250, 250, 251L, MONDAY);
    private static final SyncStepCompleted PRODUCTS_DONE =
            new SyncStepCompleted(ID, STORE, Step.PRODUCTS, 250, MONDAY, List.of(), MONDAY);
    private static final SyncStepCompleted ORDERS_DONE =
            new SyncStepCompleted(ID, STORE, Step.ORDERS, 0, MONDAY, List.of(), MONDAY);
    private static final SyncCancelled CANCELLED = new SyncCancelled(ID, STORE, "full", MONDAY);

    private final AggregateTestFixture<Sync> sync = new AggregateTestFixture<>(Sync.class);
    private final Claims claims = new Claims();

    {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        sync.registerInjectableResource(clock);
        sync.registerInjectableResource(claims);
        sync.registerAnnotatedCommandHandler(new SyncDecisions(sync.getRepository(), claims, clock));
    }

    /** Remembers what was claimed and released; the real one is tested on Postgres. */
    private static final class Claims extends RunningSyncs {
        final List<String> told = new ArrayList<>();

        Claims() {
            super(new JdbcTemplate(), Optional.empty());
        }

        @Override
        void claim(RequestSync asked) {
            told.add("claimed " + asked.type());
        }

        @Override
        void release(SyncId sync) {
            told.add("released");
        }
    }

    @Test
    void requested_isClaimedAndTold() {
        sync.givenNoPriorActivity()
                .when(new RequestSync(ID, STORE, "full", BOTH, true, null, 50, false, "api"))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new SyncRequested(ID, STORE, "full", BOTH, true, null, 50, false, "api", NOW));
        assertThat(claims.told).containsExactly("claimed full");
    }

    @Test
    void step_startsOnce_andOnlyOneThatWasAskedFor() {
        when(new StartStep(ID, Step.PRODUCTS), REQUESTED)
                .expectEvents(new SyncStepStarted(ID, STORE, Step.PRODUCTS, NOW));
        nothingHappens(new StartStep(ID, Step.PRODUCTS), REQUESTED, PRODUCTS_STARTED);
        nothingHappens(new StartStep(ID, Step.CUSTOMERS), REQUESTED);
    }

    @Test
    void pages_areCountedOnceEach() {
        when(new ImportPage(ID, Step.PRODUCTS, 1, 250, 251L), REQUESTED, PRODUCTS_STARTED)
                .expectEvents(new SyncPageImported(ID, STORE, Step.PRODUCTS, 1, 250, 250, 251L, NOW));
        when(new ImportPage(ID, Step.PRODUCTS, 2, 1, 251L), REQUESTED, PRODUCTS_STARTED, FIRST_PAGE)
                .expectEvents(new SyncPageImported(ID, STORE, Step.PRODUCTS, 2, 1, 251, 251L, NOW));
        nothingHappens(new ImportPage(ID, Step.PRODUCTS, 1, 250, 251L), REQUESTED, PRODUCTS_STARTED, FIRST_PAGE);
    }

    @Test
    void pageOfAStepThatDoesNotRun_changesNothing() {
        nothingHappens(new ImportPage(ID, Step.ORDERS, 1, 250, null), REQUESTED, PRODUCTS_STARTED);
        nothingHappens(
                new ImportPage(ID, Step.PRODUCTS, 2, 250, null),
                REQUESTED,
                PRODUCTS_STARTED,
                FIRST_PAGE,
                PRODUCTS_DONE);
        nothingHappens(
                new ImportPage(ID, Step.PRODUCTS, 2, 250, null), REQUESTED, PRODUCTS_STARTED, FIRST_PAGE, CANCELLED);
    }

    @Test
    void stepCompleted_tellsHowManyAndWhatFailed() {
        List<FailedItem> failed = List.of(new FailedItem("gid://shopify/Product/1", "no title"));

        when(new CompleteStep(ID, Step.PRODUCTS, MONDAY, failed), REQUESTED, PRODUCTS_STARTED, FIRST_PAGE)
                .expectEvents(new SyncStepCompleted(ID, STORE, Step.PRODUCTS, 250, MONDAY, failed, NOW));
        nothingHappens(new CompleteStep(ID, Step.PRODUCTS, MONDAY, failed), REQUESTED, PRODUCTS_STARTED, PRODUCTS_DONE);
    }

    @Test
    void stepFailed_isToldOnce() {
        FailStep fail = new FailStep(ID, Step.PRODUCTS, "access-denied", "No access");

        when(fail, REQUESTED, PRODUCTS_STARTED)
                .expectEvents(new SyncStepFailed(ID, STORE, Step.PRODUCTS, "access-denied", "No access", NOW));
        nothingHappens(
                fail,
                REQUESTED,
                PRODUCTS_STARTED,
                new SyncStepFailed(ID, STORE, Step.PRODUCTS, "access-denied", "No access", MONDAY));
    }

    @Test
    void completed_onlyWhenEveryStepIs_andReleased() {
        nothingHappens(new CompleteSync(ID), REQUESTED, PRODUCTS_STARTED, FIRST_PAGE, PRODUCTS_DONE);
        assertThat(claims.told).isEmpty();
        when(new CompleteSync(ID), REQUESTED, PRODUCTS_STARTED, FIRST_PAGE, PRODUCTS_DONE, ORDERS_STARTED, ORDERS_DONE)
                .expectEvents(new SyncCompleted(ID, STORE, "full", 250, NOW));
        assertThat(claims.told).containsExactly("released");
    }

    @Test
    void failed_isReleasedOnce() {
        when(new FailSync(ID, "no-progress", "Nothing came"), REQUESTED, PRODUCTS_STARTED)
                .expectEvents(new SyncFailed(ID, STORE, "full", "no-progress", "Nothing came", NOW));
        nothingHappens(new FailSync(ID, "no-progress", "Nothing came"), REQUESTED, CANCELLED);
        assertThat(claims.told).containsExactly("released");
    }

    @Test
    void cancelled_isReleased_andCannotBeCancelledAgain() {
        when(new CancelSync(ID), REQUESTED).expectEvents(new SyncCancelled(ID, STORE, "full", NOW));
        assertThat(claims.told).containsExactly("released");
        sync.given(REQUESTED, CANCELLED)
                .when(new CancelSync(ID))
                .expectNoEvents()
                .expectException(CommandExecutionException.class)
                .expectExceptionDetails(Refusal.of("sync-ended"));
    }

    private ResultValidator<Sync> when(SyncCommand asked, SyncEvent... before) {
        return sync.given((Object[]) before).when(asked).expectSuccessfulHandlerExecution();
    }

    private void nothingHappens(SyncCommand asked, SyncEvent... before) {
        when(asked, before).expectNoEvents();
    }
}
