package io.shopledger.shopify.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.StoreId;
import io.shopledger.shopify.AdapterApplication.Decider;
import io.shopledger.shopify.AdapterOnSimulator;
import io.shopledger.shopify.SimulatedShopify;
import io.shopledger.shopify.SimulatedShopify.Domain;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.sync.PullCommand.PullStep;
import io.shopledger.sync.PullCommand.StopPulling;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.CompleteStep;
import io.shopledger.sync.SyncCommand.FailStep;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A step meets what Shopify does besides answering. */
@AdapterOnSimulator
class PullFaultsTest {
    @Autowired
    private StoreRegistry stores;

    @Autowired
    private PullCommands commands;

    @Autowired
    private PullWorker worker;

    @Autowired
    private Decider decider;

    @Autowired
    private JdbcTemplate jdbc;

    private Domain shopify;
    private StoreId store;

    @BeforeEach
    void connect() {
        shopify = SimulatedShopify.domain();
        store = ConnectedStores.connect(stores, shopify.name, SimulatedShopify.TOKEN, "secret");
    }

    private Pulling ask(PullStep command) {
        commands.handle(command);
        return new Pulling(command.syncId(), command.store(), command.step(), decider);
    }

    private static List<Long> ids(String kind) {
        return SimulatedShopify.truth(kind).stream()
                .map(thing -> thing.get("id").asLong())
                .sorted()
                .toList();
    }

    private int count(String sql, Object... given) {
        return jdbc.queryForObject(sql, Integer.class, given);
    }

    private int jobs(Pulling pull) {
        return count(
                "select count(*) from ledger.pull_job where sync_id = ?",
                pull.sync().value());
    }

    @Test
    void pageTooCostly_isHalvedUntilItIsNot() {
        shopify.on(
                "OrdersPage",
                (asked, store) ->
                        asked.get("first").asInt() > 30 ? new SimulatedShopify.Said(200, """
                                {"errors":[{"message":"Query cost is 1200, which exceeds the single query max cost limit (1000).",
                                "extensions":{"code":"MAX_COST_EXCEEDED","cost":1200,"maxCost":1000}}]}""") : store.answer());
        Pulling pull = ask(Pulling.everything(store, Step.ORDERS, 250));
        pull.completed();
        assertThat(pull.numbers("order/")).isEqualTo(ids("orders"));
        assertThat(shopify.asked("OrdersPage"))
                .extracting(asked -> asked.get("first").asInt())
                .startsWith(50, 25, 25)
                .endsWith(25);
    }

    @Test
    void throttledAndBrokenCalls_loseAndDoubleNothing() {
        ask(Pulling.everything(store, Step.CUSTOMERS, 250)).completed(); // tells how fast the bucket fills
        List<String> faults = List.of("throttle", "http-500-before", "http-500-after");
        faults.forEach(fault -> SimulatedShopify.fault(fault, 0.2));
        try {
            Pulling pull = ask(Pulling.everything(store, Step.PRODUCTS, 10));
            pull.completed();
            assertThat(pull.numbers("product/")).isEqualTo(ids("products"));
            assertThat(shopify.asked("ProductsPage").size()).isGreaterThan(13);
        } finally {
            faults.forEach(fault -> SimulatedShopify.fault(fault, 0));
        }
    }

    @Test
    void askedToSlowDown_goesOnWithTheSamePage() {
        shopify.on("CustomersPage", (asked, store) -> {
            if (asked.path("after").isNull()) {
                return store.answer();
            }
            shopify.undisturbed();
            return new SimulatedShopify.Said(429, "{\"errors\":\"Exceeded 2 calls per second\"}");
        });
        Pulling pull = ask(Pulling.everything(store, Step.CUSTOMERS, 40));
        pull.completed();
        assertThat(pull.numbers("customer/")).isEqualTo(ids("customers"));
        List<JsonNode> asked = shopify.asked("CustomersPage");
        assertThat(asked.get(2)).isEqualTo(asked.get(1));
    }

    @Test
    void refusedToken_endsTheStepAndSaysWhy() {
        StoreId locked = ConnectedStores.connect(stores, SimulatedShopify.domain().name, "shpat_wrong", "secret");
        Pulling pull = ask(Pulling.everything(locked, Step.PRODUCTS, 50));
        FailStep failure = pull.failed();
        assertThat(failure.reason()).isEqualTo("token-refused");
        assertThat(failure.message()).isNotBlank().doesNotContain("shpat_wrong");
        await().until(() -> jobs(pull) == 0);
        assertThat(pull.told(CompleteStep.class)).isEmpty();
    }

    /** Nothing is lost: the page that was refused is read when the store is open again. */
    @ParameterizedTest
    @CsvSource({"402,store-frozen", "403,forbidden", "423,store-locked"})
    void storeThatIsClosedInMidPull_isParkedAndGoesOnWhenItIsBack(int answered, String reason) {
        shopify.on(
                "CustomersPage",
                (asked, store) ->
                        asked.path("after").isNull() ? store.answer() : new SimulatedShopify.Said(answered, "{}"));
        Pulling pull = ask(Pulling.everything(store, Step.CUSTOMERS, 40));
        await().until(() -> count(
                        "select count(*) from ledger.store where id = ? and status = 'parked' and status_reason = ?",
                        store.value(),
                        reason)
                == 1);
        assertThat(pull.told(FailStep.class)).isEmpty();
        shopify.undisturbed();
        jdbc.update("update ledger.store set status = 'connected', status_reason = null where id = ?", store.value());
        pull.completed();
        assertThat(pull.numbers("customer/")).isEqualTo(ids("customers"));
        assertThat(pull.told(FailStep.class)).isEmpty();
    }

    @Test
    void storeThatWasLetGo_endsTheStepAndSaysWhatToDo() {
        jdbc.update("update ledger.store set status = 'disconnected' where id = ?", store.value());
        FailStep failure = ask(Pulling.everything(store, Step.PRODUCTS, 50)).failed();
        assertThat(failure.reason()).isEqualTo("disconnected");
        assertThat(failure.message()).contains("POST /api/v1/stores");
    }

    @Test
    void missingScope_endsTheStepAndSaysWhatToDo() {
        shopify.on("ProductsPage", (asked, store) -> new SimulatedShopify.Said(200, """
                {"errors":[{"message":"Access denied for products field. Required access: `read_products` access scope.",
                "extensions":{"code":"ACCESS_DENIED"}}]}"""));
        FailStep failure = ask(Pulling.everything(store, Step.PRODUCTS, 50)).failed();
        assertThat(failure.reason()).isEqualTo("access-denied");
        assertThat(failure.message()).contains("read_products", "start the sync again");
    }

    @Test
    void stoppedInMidPage_keepsNothingOfItAndReadsNoFurther() {
        PullStep command = Pulling.everything(store, Step.ORDERS, 50);
        shopify.on("OrdersPage", (asked, store) -> {
            if (!asked.path("after").isNull()) {
                commands.handle(new StopPulling(command.syncId()));
            }
            return store.answer();
        });
        Pulling pull = ask(command);
        await().until(() -> jobs(pull) == 0);
        ask(Pulling.everything(store, Step.CUSTOMERS, 250)).completed();
        await().until(() -> pull.decided("order/").size() == 50);
        assertThat(shopify.asked("OrdersPage")).hasSize(2);
        assertThat(pull.told(CompleteStep.class)).isEmpty();
        assertThat(pull.told(FailStep.class)).isEmpty();
        assertThat(pull.pages()).hasSize(1);
    }

    /** Neither the answer nor the lease's end is waited for. */
    @Test
    void serviceStopsWhileItWaitsForAnAnswer_jobIsGivenBack() {
        CountDownLatch answered = new CountDownLatch(1);
        shopify.on("CustomersPage", (asked, store) -> {
            shopify.undisturbed();
            awaitUninterruptibly(answered);
            return store.answer();
        });
        Pulling pull = ask(Pulling.everything(store, Step.CUSTOMERS, 250));
        await().until(() -> shopify.asked("CustomersPage").size() == 1);
        try {
            worker.stop();
            assertThat(count(
                            "select count(*) from ledger.pull_job where sync_id = ? and worker is null",
                            pull.sync().value()))
                    .isEqualTo(1);
        } finally {
            answered.countDown();
            worker.start();
        }
        pull.completed();
        assertThat(pull.numbers("customer/")).isEqualTo(ids("customers"));
    }

    /** As after a call that waited for longer than its lease. */
    private void anotherTakesIt(Pulling pull) {
        jdbc.update(
                "update ledger.pull_job set worker = 'another', leased_until = now() + interval '1 hour' where sync_id = ?",
                pull.sync().value());
    }

    @Test
    void jobThatAnotherTookMeanwhile_isNotEndedByWhoeverHadItBefore() {
        PullStep command = Pulling.everything(store, Step.PRODUCTS, 50);
        Pulling pull = new Pulling(command.syncId(), store, Step.PRODUCTS, decider);
        shopify.on("ProductsPage", (asked, store) -> {
            shopify.undisturbed();
            anotherTakesIt(pull);
            return new SimulatedShopify.Said(
                    200, "{\"errors\":[{\"message\":\"Access denied\",\"extensions\":{\"code\":\"ACCESS_DENIED\"}}]}");
        });
        ask(command);
        await().until(() -> shopify.asked("ProductsPage").size() == 1);
        ask(Pulling.everything(store, Step.CUSTOMERS, 250)).completed();
        assertThat(jobs(pull)).isEqualTo(1);
        jdbc.update(
                "update ledger.pull_job set leased_until = now() where sync_id = ?",
                pull.sync().value());
        pull.completed();
        assertThat(pull.told(FailStep.class)).isEmpty();
        assertThat(pull.numbers("product/")).isEqualTo(ids("products"));
    }

    @Test
    void leaseIsRenewedWhileAnAnswerIsWaitedFor() {
        CountDownLatch answered = new CountDownLatch(1);
        shopify.on("CustomersPage", (asked, store) -> {
            shopify.undisturbed();
            awaitUninterruptibly(answered);
            return store.answer();
        });
        Pulling pull = ask(Pulling.everything(store, Step.CUSTOMERS, 250));
        try {
            await().until(() -> shopify.asked("CustomersPage").size() == 1);
            Instant first = leasedUntil(pull);
            await().atMost(Duration.ofSeconds(30)).until(() -> leasedUntil(pull).isAfter(first));
        } finally {
            answered.countDown();
        }
        pull.completed();
    }

    private Instant leasedUntil(Pulling pull) {
        return jdbc.queryForObject(
                        "select leased_until from ledger.pull_job where sync_id = ?",
                        OffsetDateTime.class,
                        pull.sync().value())
                .toInstant();
    }

    /** What is no page is asked for again: an empty last page would end the step without what it did not see. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"customers\":null}}",
                "{\"data\":{\"customers\":{\"nodes\":[]}}}",
                "{\"data\":{\"customers\":{\"nodes\":[],\"pageInfo\":{}}}}",
                "{\"data\":{\"customers\":{\"nodes\":[],\"pageInfo\":{\"hasNextPage\":true,\"endCursor\":null}}}}"
            })
    void pageThatCannotBeTheLast_isAskedForAgain(String answer) {
        shopify.on("CustomersPage", (asked, store) -> {
            shopify.undisturbed();
            return new SimulatedShopify.Said(200, answer);
        });
        Pulling pull = ask(Pulling.everything(store, Step.CUSTOMERS, 250));
        pull.completed();
        assertThat(pull.numbers("customer/")).isEqualTo(ids("customers"));
        assertThat(shopify.asked("CustomersPage")).hasSize(2);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
