package io.shopledger.command.sync;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.shopledger.StoreId;
import io.shopledger.command.CommandSide;
import io.shopledger.command.CommandSide.Answer;
import io.shopledger.command.gateway.Refusal;
import io.shopledger.sync.PullCommand.PullStep;
import io.shopledger.sync.PullCommand.StopPulling;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.CancelSync;
import io.shopledger.sync.SyncCommand.CompleteStep;
import io.shopledger.sync.SyncCommand.FailStep;
import io.shopledger.sync.SyncCommand.ImportPage;
import io.shopledger.sync.SyncCommand.RequestSync;
import io.shopledger.sync.SyncId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.commandhandling.CommandExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SyncsOnPostgresTest {
    private static final StoreId STORE = new StoreId(1);
    private static final Instant READ_TO = Instant.parse("2026-10-05T12:00:00Z");

    private static CommandSide side;

    @BeforeAll
    static void start() throws Exception {
        side = CommandSide.shared();
    }

    @AfterEach
    void nothingRuns() {
        await().atMost(30, SECONDS)
                .ignoreException(CommandExecutionException.class)
                .untilAsserted(
                        () -> { // one may just be ending
                            side.jdbc()
                                    .queryForList(
                                            "select distinct sync_id from ledger.running_sync", java.util.UUID.class)
                                    .forEach(id -> send(new CancelSync(new SyncId(id))));
                            assertThat(count("ledger.running_sync")).isZero();
                        });
    }

    @Test
    void manyAskAtOnce_oneBegins_andTheOthersAreToldWhich() throws Exception {
        List<@Nullable Throwable> failures = atOnce(8, () -> send(request(STORE, Step.PRODUCTS)));

        assertThat(failures.stream().filter(Objects::isNull)).hasSize(1);
        String running = side.jdbc().queryForObject("select sync_id from ledger.running_sync", String.class);
        assertThat(failures.stream().filter(Objects::nonNull)).allSatisfy(failure -> {
            Refusal refusal = Refusal.in(failure).orElseThrow();
            assertThat(refusal.code()).isEqualTo("sync-running");
            assertThat(refusal.more()).containsEntry("sync_id", running);
        });
    }

    @Test
    void fullAndSingleSyncsAskedAtOnce_neverHoldTheSameType() throws Exception {
        Step[] all = Step.values();
        List<@Nullable Throwable> failures =
                atOnce(8, index -> send(index % 2 == 0 ? request(STORE, all) : request(STORE, all[index / 2])));

        assertThat(failures.stream().filter(Objects::nonNull))
                .allSatisfy(failure -> assertThat(Refusal.in(failure)).isPresent());
        Long full =
                side.jdbc().queryForObject("select count(*) from ledger.running_sync where type = 'full'", Long.class);
        assertThat(count("ledger.running_sync"))
                .isEqualTo(
                        full == 1
                                ? 5
                                : failures.stream().filter(Objects::isNull).count());
    }

    @Test
    void refusedFullSync_holdsNoTypeItself() {
        send(request(STORE, Step.ORDERS));

        assertThat(catchThrowable(() -> send(request(STORE, Step.values())))).isNotNull();

        assertThat(side.jdbc().queryForList("select type from ledger.running_sync", String.class))
                .containsExactly("orders");
    }

    @Test
    void syncsOfOtherStoresAndTypes_runBesideEachOther() {
        send(request(STORE, Step.ORDERS));
        send(request(STORE, Step.PRODUCTS));
        send(request(new StoreId(2), Step.values()));

        assertThat(count("ledger.running_sync")).isEqualTo(7);
    }

    /** Its work waits, and so must the deadline. */
    @Test
    void deadlineOfAParkedStoresStep_isPutOff() {
        RequestSync waiting = request(CommandSide.PARKED, Step.ORDERS);
        send(waiting);
        awaitPull(waiting, Step.ORDERS);
        String step = waiting.syncId().value() + "/ORDERS";
        await().until(
                        () -> side.jdbc()
                                .update(
                                        "update ledger.scheduled_tasks set execution_time = now() where task_instance = ?"
                                                + " and not picked",
                                        step),
                        moved -> moved == 1);

        await().atMost(30, SECONDS)
                .until(
                        () -> side.jdbc()
                                .queryForObject(
                                        "select count(*) from ledger.scheduled_tasks where task_instance = ?"
                                                + " and last_success is not null and execution_time > now() + interval '20 minutes'",
                                        Long.class,
                                        step),
                        putOff -> putOff == 1);
        assertThat(stored(waiting)).doesNotContain("sync.SyncFailed");
    }

    @Test
    void cancelled_stopsPullingAndLetsTheNextBegin() {
        RequestSync first = request(STORE, Step.CUSTOMERS);
        send(first);
        awaitPull(first, Step.CUSTOMERS);

        send(new CancelSync(first.syncId()));

        await().until(
                        () -> side.shopify().asked(StopPulling.class),
                        asked -> asked.contains(new StopPulling(first.syncId())));
        send(request(STORE, Step.CUSTOMERS));
        Throwable again = catchThrowable(() -> send(new CancelSync(first.syncId())));
        assertThat(Refusal.in(again).orElseThrow().code()).isEqualTo("sync-ended");
    }

    @Test
    void sagaGoesOnInANewProcess_andItsDeadlineFailsAStepWithoutProgress() {
        RequestSync full = request(STORE, Step.values());
        send(full);
        awaitPull(full, Step.PRODUCTS);

        side.stopProcess();
        side.startProcess();

        send(new ImportPage(full.syncId(), Step.PRODUCTS, 1, 250, 251L));
        send(new ImportPage(full.syncId(), Step.PRODUCTS, 1, 250, 251L));
        send(new ImportPage(full.syncId(), Step.PRODUCTS, 2, 1, 251L));
        send(new CompleteStep(full.syncId(), Step.PRODUCTS, READ_TO, List.of()));
        awaitPull(full, Step.INVENTORY);
        assertThat(stored(full))
                .containsExactly(
                        "sync.SyncRequested",
                        "sync.SyncStepStarted",
                        "sync.SyncPageImported",
                        "sync.SyncPageImported",
                        "sync.SyncStepCompleted",
                        "sync.SyncStepStarted");
        assertThat(side.jdbc().queryForList("select saga_type from ledger.saga_entry", String.class))
                .contains("saga.FullSync")
                .noneMatch(name -> name.contains("io."));
        assertThat(side.jdbc()
                        .queryForList(
                                "select task_instance from ledger.scheduled_tasks where task_name = ?",
                                String.class,
                                StepDeadlines.TASK))
                .contains(full.syncId().value() + "/INVENTORY")
                .doesNotContain(full.syncId().value() + "/PRODUCTS");

        side.jdbc()
                .update(
                        "update ledger.scheduled_tasks set execution_time = now() where task_instance = ?",
                        full.syncId().value() + "/INVENTORY");

        await().atMost(30, SECONDS).until(() -> stored(full), types -> types.contains("sync.SyncFailed"));
        await().until(
                        () -> side.shopify().asked(StopPulling.class),
                        asked -> asked.contains(new StopPulling(full.syncId())));
        assertThat(side.jdbc()
                        .queryForList(
                                "select type from ledger.running_sync where sync_id = ?",
                                String.class,
                                full.syncId().value()))
                .isEmpty();
        await().until(
                        () -> side.jdbc()
                                .queryForObject(
                                        "select count(*) from ledger.association_value_entry where association_value = ?",
                                        Long.class,
                                        full.syncId().toString()),
                        left -> left == 0);
    }

    @Test
    void everyStepDone_completesAndReleases() {
        RequestSync one = request(STORE, Step.INVENTORY);
        send(one);
        awaitPull(one, Step.INVENTORY);

        send(new ImportPage(one.syncId(), Step.INVENTORY, 1, 3, null));
        send(new CompleteStep(one.syncId(), Step.INVENTORY, READ_TO, List.of()));

        await().until(() -> stored(one), types -> types.contains("sync.SyncCompleted"));
        assertThat(count("ledger.running_sync")).isZero();
        send(new FailStep(one.syncId(), Step.INVENTORY, "late", "Too late"));
        assertThat(stored(one)).endsWith("sync.SyncCompleted");
    }

    @Test
    void askedOverHttp_isAcceptedOnceAndCancelled() {
        Answer accepted = side.post(
                "/api/v1/sync/orders",
                "{\"store_id\": 1, \"full_sync\": false, \"since_date\": \"2026-10-01 08:30:00.5\", \"batch_size\": 50}");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.body().get("status").asString()).isEqualTo("running");
        assertThat(accepted.body().get("store_id").asLong()).isEqualTo(1);
        assertThat(accepted.body().get("sync_type").asString()).isEqualTo("orders");
        String id = accepted.body().get("sync_id").asString();
        PullStep pull = await().until(
                        () -> side.shopify().asked(PullStep.class).stream()
                                .filter(asked -> asked.syncId().equals(SyncId.parse("sync/" + id)))
                                .findAny()
                                .orElse(null),
                        Objects::nonNull);
        assertThat(pull)
                .isEqualTo(new PullStep(
                        SyncId.parse("sync/" + id),
                        STORE,
                        Step.ORDERS,
                        false,
                        Instant.parse("2026-10-01T08:30:00.5Z"),
                        50,
                        false));

        Answer second = side.post("/api/v1/sync/full", "{\"store_id\": 1}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.type()).startsWith("application/problem+json");
        assertThat(second.body().get("type").asString()).isEqualTo("urn:shopledger:problem:sync-running");
        assertThat(second.body().get("sync_id").asString()).isEqualTo(id);

        Answer cancelled = side.post("/api/v1/sync/" + id + "/cancel", "");
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(side.post("/api/v1/sync/" + id + "/cancel", "").status()).isEqualTo(409);
        assertThat(side.post("/api/v1/sync/full", "{\"store_id\": \"1\"}").status())
                .isEqualTo(202);
    }

    @Test
    void askedWrongly_isToldWhatToDo() {
        problem("/api/v1/sync/orders", "{}", 400, "bad-request", "store_id");
        problem("/api/v1/sync/orders", "{\"store_id\": 99}", 404, "not-found", "99");
        problem("/api/v1/sync/ships", "{\"store_id\": 1}", 404, "not-found", "products");
        problem("/api/v1/sync/orders", "{\"store_id\": 1, \"batch_size\": 251}", 400, "bad-request", "250");
        problem("/api/v1/sync/orders", "{\"store_id\": 1, \"since_date\": \"lately\"}", 400, "bad-request", "2026");
        problem("/api/v1/sync/8c7f3c1e-0000-4000-8000-000000000000/cancel", "", 404, "not-found", "/api/v1/sync/logs");
        problem("/api/v1/sync/no-id/cancel", "", 404, "not-found", "/api/v1/sync/logs");
    }

    private static void problem(String path, String body, int status, String kind, String hint) {
        Answer answer = side.post(path, body);
        assertThat(answer.status()).as(path).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.body().get("type").asString()).isEqualTo("urn:shopledger:problem:" + kind);
        assertThat(answer.body().get("detail").asString()).contains(hint);
    }

    private static void awaitPull(RequestSync sync, Step step) {
        await().atMost(30, SECONDS)
                .until(() -> side.shopify().asked(PullStep.class).stream()
                        .anyMatch(asked -> asked.syncId().equals(sync.syncId()) && asked.step() == step));
    }

    private static List<String> stored(RequestSync sync) {
        return side.jdbc()
                .queryForList(
                        "select payload_type from events.domain_event where aggregate_identifier = ?"
                                + " order by sequence_number",
                        String.class,
                        sync.syncId().toString());
    }

    private static RequestSync request(StoreId store, Step... steps) {
        String type = steps.length == 1 ? steps[0].word() : "full";
        return new RequestSync(SyncId.random(), store, type, List.of(steps), false, null, null, false, "api");
    }

    private static void send(Object command) {
        side.commands().sendAndWait(command, 10, SECONDS);
    }

    private static long count(String table) {
        return side.jdbc().queryForObject("select count(*) from " + table, Long.class);
    }

    private static List<@Nullable Throwable> atOnce(int callers, Runnable call) throws Exception {
        return atOnce(callers, index -> call.run());
    }

    private interface Call {
        void run(int index);
    }

    /** @return how each ended; null for well */
    private static List<@Nullable Throwable> atOnce(int callers, Call call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        CountDownLatch ready = new CountDownLatch(callers);
        try {
            List<Future<@Nullable Throwable>> ends = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int index = i;
                ends.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return catchThrowable(() -> call.run(index));
                }));
            }
            List<@Nullable Throwable> all = new ArrayList<>();
            for (Future<@Nullable Throwable> end : ends) {
                all.add(end.get(30, SECONDS));
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }
}
