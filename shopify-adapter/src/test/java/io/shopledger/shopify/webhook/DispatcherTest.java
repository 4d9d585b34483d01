package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.shopledger.observation.Decision;
import io.shopledger.observation.LeaseLost;
import io.shopledger.observation.Partition;
import io.shopledger.order.OrderId;
import io.shopledger.shopify.staging.Leases;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.vault.SubjectKeys;
import io.shopledger.shopify.webhook.RecordingDecider.Decided;
import io.shopledger.webhook.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotSerializeTransactionException;
import org.springframework.dao.DataAccessResourceFailureException;

class DispatcherTest {
    private WayIn in;

    @BeforeEach
    void start() {
        in = new WayIn();
    }

    @AfterEach
    void stop() {
        in.close();
    }

    @Test
    void deliveriesOfOneOrder_areDecidedInTheOrderReceived() {
        Map<Long, List<String>> received = new HashMap<>();
        List<Delivery> all = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            long order = 1 + i % 37;
            String id = "w" + i;
            received.computeIfAbsent(order, fresh -> new ArrayList<>()).add(id);
            all.add(in.delivery(in.said().webhook(id), WayIn.order(order)));
        }
        RecordingDecider decider = new RecordingDecider(in, "one");
        Dispatcher dispatcher = in.dispatcher(decider);
        in.table.insert(all.subList(0, 400));
        dispatcher.start();
        for (int i = 400; i < 900; i += 50) {
            in.table.insert(all.subList(i, i + 50));
            in.signal.arrived();
        }
        untilNothingWaits();
        Map<Long, List<String>> decided = new HashMap<>();
        for (Decided one : RecordingDecider.all(in)) {
            decided.computeIfAbsent(OrderId.parse(one.stream()).shopifyId(), fresh -> new ArrayList<>())
                    .add(one.origin());
        }
        assertThat(decided).isEqualTo(received);
        assertThat(in.count(WayIn.CREATED, Outcome.APPLIED)).isEqualTo(900);
    }

    @Test
    void onePage_spansPartitionsAndIsLimited() {
        List<Delivery> all = new ArrayList<>();
        for (int i = 1; i <= 600; i++) {
            all.add(in.delivery(in.said().webhook("w" + i), WayIn.order(i)));
        }
        in.table.insert(all);
        assertThat(all.stream().map(Delivery::partition).distinct()).hasSizeGreaterThan(50);
        RecordingDecider decider = new RecordingDecider(in, "one");
        in.dispatcher(decider).start();
        untilNothingWaits();
        assertThat(decider.pageSizes).allMatch(size -> size <= 250).hasSizeLessThan(10);
        assertThat(RecordingDecider.all(in)).hasSize(600);
    }

    @Test
    void eachOutcome_isWrittenAndCounted() {
        RecordingDecider decider = new RecordingDecider(in, "one");
        decider.verdict = seen -> Outcome.valueOf(seen.origin().id());
        for (Outcome outcome : List.of(Outcome.APPLIED, Outcome.UNCHANGED, Outcome.STALE)) {
            in.keep(in.said().webhook(outcome.name()), WayIn.order(1));
        }
        in.keep(in.said().topic("shop/update").webhook("s"), "{\"id\":1}");
        in.dispatcher(decider).start();
        untilNothingWaits();
        assertThat(in.jdbc.queryForList(
                        "select i.webhook_id || '=' || o.outcome || coalesce('/' || o.reason, '') from ledger.outcome o"
                                + " join ledger.inbox i on i.id = o.inbox_id order by i.id",
                        String.class))
                .containsExactly("APPLIED=applied", "UNCHANGED=unchanged", "STALE=stale", "s=handled/no-action");
        assertThat(in.ledger.of(in.store)).allMatch(WayIn::addsUp).hasSize(2);
    }

    @Test
    void itemThatFails_isTheOneDeadLetter() {
        RecordingDecider decider = new RecordingDecider(in, "one");
        decider.beforeCommit = page -> {
            if (page.stream().anyMatch(seen -> seen.origin().id().equals("w57"))) {
                throw new IllegalStateException("it cannot be, says e57@example.com");
            }
        };
        List<Delivery> all = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            all.add(in.delivery(in.said().webhook("w" + i), WayIn.order(i % 10 + 1)));
        }
        in.table.insert(all);
        in.dispatcher(decider).start();
        untilNothingWaits();
        List<DeadLetters.DeadLetter> dead = in.letters.after(in.store.value(), 0, 250);
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).webhookId()).isEqualTo("w57");
        assertThat(dead.get(0).reason()).isEqualTo("undecidable");
        assertThat(dead.get(0).detail()).contains("IllegalStateException").doesNotContain("example.com");
        assertThat(RecordingDecider.all(in)).hasSize(199);
        assertThat(in.count(WayIn.CREATED, Outcome.APPLIED)).isEqualTo(199);
        assertThat(in.ledger.of(in.store)).allMatch(WayIn::addsUp);
    }

    @Test
    void retriedDeadLetter_isDecidedUnderItsOwnPartition() {
        RecordingDecider decider = new RecordingDecider(in, "one");
        AtomicInteger failures = new AtomicInteger(1);
        decider.beforeCommit = page -> {
            if (!page.isEmpty() && failures.getAndDecrement() > 0) {
                throw new IllegalStateException();
            }
        };
        in.keep(in.said().webhook("w"), WayIn.order(7));
        in.dispatcher(decider).start();
        untilNothingWaits();
        long id = in.letters.after(in.store.value(), 0, 1).get(0).id();
        assertThat(in.letters.retry(id)).isTrue();
        assertThat(in.letters.retry(id)).as("again").isFalse();
        untilNothingWaits();
        assertThat(RecordingDecider.all(in)).extracting(Decided::origin).containsExactly("w");
        assertThat(in.count(WayIn.CREATED, Outcome.DEAD)).isZero();
    }

    @Test
    void failureOfTheStore_repeatsThePageAndKillsNothing() {
        List<RuntimeException> failures = List.of(
                new DataAccessResourceFailureException("gone", new SQLException("connection lost", "08006")),
                new CannotSerializeTransactionException("conflict", new SQLException("serialize", "40001")),
                new IllegalStateException(new SQLException("deadlock", "40P01")),
                new IllegalStateException(new SQLException("the key is there already", "23505")),
                new IllegalStateException(new java.sql.SQLTransientConnectionException("no connection in time")),
                new LeaseLost("somewhere else"));
        AtomicInteger next = new AtomicInteger();
        RecordingDecider decider = new RecordingDecider(in, "one");
        decider.beforeCommit = page -> {
            int failure = next.getAndIncrement();
            if (failure < failures.size()) {
                throw failures.get(failure);
            }
        };
        List<Delivery> all = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            all.add(in.delivery(in.said().webhook("w" + i), WayIn.order(4)));
        }
        in.table.insert(all);
        in.dispatcher(decider).start();
        untilNothingWaits();
        assertThat(next.get()).isEqualTo(failures.size() + 1);
        assertThat(decider.pageSizes).as("whole").containsExactly(20);
        assertThat(in.letters.after(in.store.value(), 0, 10)).isEmpty();
    }

    @Test
    void connectionLostInTheMiddle_leavesNothingAndIsRepeated() {
        AtomicInteger kills = new AtomicInteger(3);
        RecordingDecider decider = new RecordingDecider(in, "one");
        decider.beforeCommit = page -> {
            if (kills.getAndDecrement() > 0) {
                in.jdbc.queryForList("select pg_terminate_backend(pg_backend_pid())");
            }
        };
        for (int i = 1; i <= 5; i++) {
            in.keep(in.said().webhook("w" + i), WayIn.order(4));
        }
        in.dispatcher(decider).start();
        untilNothingWaits();
        assertThat(RecordingDecider.all(in)).extracting(Decided::origin).containsExactly("w1", "w2", "w3", "w4", "w5");
        assertThat(in.letters.after(in.store.value(), 0, 10)).isEmpty();
    }

    @Test
    void misrouted_reachTheRightPartition() {
        RecordingDecider decider = new RecordingDecider(in, "one");
        List<Set<Integer>> pages = new java.util.concurrent.CopyOnWriteArrayList<>();
        decider.beforeDeciding = page -> page.forEach(seen -> pages.add(Set.of(Partition.of(seen.stream()))));
        // the id is found as a number at the top; as a text it is found only by the dispatcher
        for (int i = 1; i <= 20; i++) {
            Delivery delivery =
                    in.delivery(in.said().webhook("w" + i), "{\"id\":\"" + i + "\",\"name\":\"#" + i + "\"}");
            in.inbox.keep(delivery);
        }
        assertThat(in.count("select count(distinct partition) from ledger.waiting"))
                .isOne();
        in.dispatcher(decider).start();
        untilNothingWaits();
        assertThat(RecordingDecider.all(in))
                .extracting(Decided::origin)
                .hasSize(20)
                .doesNotHaveDuplicates();
        assertThat(in.letters.after(in.store.value(), 0, 10)).isEmpty();
    }

    @Test
    void misrouted_areNotDecidedBeforeTheyAreMoved() {
        Delivery delivery = in.delivery(in.said().webhook("w"), "{\"id\":\"7\"}");
        int right = Partition.of("order/" + in.store + "/7");
        assertThat(delivery.partition()).isNotEqualTo(right);
        in.inbox.keep(delivery);
        Leases leases = new Leases(in.jdbc, in.transaction, new RecordingDecider(in, "one"));
        leases.renew();
        in.transaction.executeWithoutResult(status -> {
            InboxPage page = page(leases);
            page.claim();
            assertThat(page.observations()).isEmpty();
            page.finish(List.of());
        });
        assertThat(in.count("select partition from ledger.waiting")).isEqualTo(right);
        assertThat(page(leases).observations()).hasSize(1);
    }

    @Test
    void unreadableBodies_areDeadLettersThatNameTheField() {
        in.keep(in.said().webhook("broken"), "{\"id\":1,\"email\":\"jon@example.com\"");
        in.keep(in.said().webhook("no-id"), "{\"email\":\"jon@example.com\"}");
        in.keep(in.said().webhook("wrong"), "{\"id\":1,\"line_items\":[{\"id\":2,\"quantity\":\"jon@example.com\"}]}");
        in.keep(in.said().webhook("huge"), "{\"id\":1,\"total_weight\":1e99999999999}");
        in.keep(in.said().webhook("good"), WayIn.order(1));
        in.dispatcher(new RecordingDecider(in, "one")).start();
        untilNothingWaits();
        List<DeadLetters.DeadLetter> dead = in.letters.after(in.store.value(), 0, 10);
        assertThat(dead)
                .extracting(DeadLetters.DeadLetter::webhookId)
                .containsExactly("broken", "no-id", "wrong", "huge");
        assertThat(dead).extracting(DeadLetters.DeadLetter::reason).containsOnly("unreadable");
        assertThat(dead).extracting(DeadLetters.DeadLetter::detail).noneMatch(detail -> detail.contains("example.com"));
        assertThat(dead.get(1).detail()).contains("/id");
        assertThat(dead.get(2).detail()).contains("/line_items/0/quantity");
        assertThat(RecordingDecider.all(in)).extracting(Decided::origin).containsExactly("good");
    }

    @Test
    void timeThatIsNone_andAFieldNeverSeen_stopNobody() {
        in.keep(
                in.said().webhook("odd"),
                "{\"id\":7,\"closed_at\":\"soon\",\"name\":\"#7\",\"loyalty\":{\"level\":3}}");
        in.keep(in.said().webhook("good"), WayIn.order(1));
        in.dispatcher(new RecordingDecider(in, "one")).start();
        untilNothingWaits();
        assertThat(in.letters.after(in.store.value(), 0, 10)).isEmpty();
        assertThat(RecordingDecider.all(in)).extracting(Decided::origin).containsExactlyInAnyOrder("odd", "good");
    }

    @Test
    void bodyThatNamesAnotherShop_hasNoEffect() {
        ConnectedStores.connect(in.stores, "other.myshopify.com", "t", "s");
        in.keep(in.said().webhook("other"), "{\"id\":1,\"shop_domain\":\"other.myshopify.com\"}");
        in.keep(in.said().webhook("unknown"), "{\"id\":1,\"shop_domain\":\"unknown.myshopify.com\"}");
        in.keep(in.said().webhook("own"), "{\"id\":1,\"shop_domain\":\"" + WayIn.SHOP + "\"}");
        in.dispatcher(new RecordingDecider(in, "one")).start();
        untilNothingWaits();
        assertThat(RecordingDecider.all(in)).extracting(Decided::origin).containsExactly("own");
        assertThat(in.jdbc.queryForList(
                        "select distinct reason from ledger.outcome where outcome = 'handled'", String.class))
                .containsExactly("other-shop");
    }

    @Test
    void personalFields_areSealedUnderTheOrdersKeyWhichIsStoredWithThePage() {
        RecordingDecider decider = new RecordingDecider(in, "one");
        AtomicInteger failures = new AtomicInteger(2);
        decider.beforeCommit = page -> {
            if (failures.getAndDecrement() > 0) {
                throw new DataAccessResourceFailureException("gone", new SQLException("lost", "08006"));
            }
        };
        in.keep(in.said().webhook("w1"), WayIn.order(7));
        in.keep(in.said().webhook("w2"), WayIn.order(7));
        in.dispatcher(decider).start();
        untilNothingWaits();
        in.keep(in.said().webhook("w3"), WayIn.order(7));
        untilNothingWaits();
        assertThat(in.jdbc.queryForList("select subject from ledger.subject_key", String.class))
                .containsExactly("order/" + in.store + "/7");
    }

    @Test
    void twoWorkers_shareThePartitionsAndDecideEachDeliveryOnce() {
        RecordingDecider one = new RecordingDecider(in, "one");
        RecordingDecider two = new RecordingDecider(in, "two");
        in.dispatcher(one).start();
        in.dispatcher(two).start();
        await().until(() -> in.count("select count(*) from (select worker from ledger.partition_lease"
                        + " where worker is not null group by worker having count(*) = 32) fair")
                == 2);
        Map<String, List<String>> received = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            long order = 1 + i % 97;
            in.keep(in.said().webhook("w" + i), WayIn.order(order));
            received.computeIfAbsent("order/" + in.store + "/" + order, fresh -> new ArrayList<>())
                    .add("w" + i);
        }
        untilNothingWaits();
        assertThat(RecordingDecider.all(in)).extracting(Decided::decider).contains("one", "two");
        assertThat(byStream()).isEqualTo(received);
        assertThat(in.count("select count(*) from ledger.outcome")).isEqualTo(600);
    }

    @Test
    void workerThatCameDuringTheWork_takesItsShareAndNothingIsDecidedTwice() {
        RecordingDecider one = new RecordingDecider(in, "one");
        in.dispatcher(one).start();
        Map<String, List<String>> received = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            long order = 1 + i % 97;
            in.keep(in.said().webhook("w" + i), WayIn.order(order));
            received.computeIfAbsent("order/" + in.store + "/" + order, fresh -> new ArrayList<>())
                    .add("w" + i);
            if (i == 200) {
                in.dispatcher(new RecordingDecider(in, "two")).start();
            }
        }
        untilNothingWaits();
        assertThat(byStream()).isEqualTo(received);
    }

    @Test
    void workerThatStopsRenewing_losesItsPartitionsAndThePageItHadPreparedIsVoid() {
        Leases dead = new Leases(in.jdbc, in.transaction, new RecordingDecider(in, "dead"));
        dead.renew();
        assertThat(dead.held()).hasSize(Partition.COUNT);
        in.keep(in.said().webhook("w"), WayIn.order(7));
        InboxPage prepared = page(dead);
        in.jdbc.update("update ledger.worker set renewed_at = now() - interval '11 seconds'");
        in.dispatcher(new RecordingDecider(in, "heir")).start();
        untilNothingWaits();
        assertThat(RecordingDecider.all(in)).extracting(Decided::decider).containsExactly("heir");
        assertThatThrownBy(() -> in.transaction.executeWithoutResult(status -> prepared.claim()))
                .isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> in.transaction.executeWithoutResult(
                        status -> prepared.finish(List.of(Decision.of(Outcome.APPLIED)))))
                .as("even where it does not claim")
                .isInstanceOf(LeaseLost.class);
        assertThat(in.count("select count(*) from ledger.outcome")).isOne();
        assertThat(in.count(WayIn.CREATED, Outcome.APPLIED)).isOne();
        assertThat(in.count("select count(*) from ledger.subject_key")).isOne();
    }

    @Test
    void leaseLostAfterDeciding_leavesNothing() {
        in.keep(in.said().webhook("w"), WayIn.order(7));
        RecordingDecider decider = new RecordingDecider(in, "one");
        CountDownLatch tried = new CountDownLatch(3);
        decider.beforeCommit = page -> {
            tried.countDown();
            throw new LeaseLost("another has it");
        };
        in.dispatcher(decider).start();
        await().until(() -> tried.getCount() == 0);
        assertThat(RecordingDecider.all(in)).isEmpty();
        assertThat(in.waiting()).isOne();
        assertThat(in.count("select count(*) from ledger.outcome")).isZero();
        assertThat(in.count("select count(*) from ledger.dead_letter")).isZero();
        assertThat(in.count("select count(*) from ledger.subject_key")).isZero();
        assertThat(in.ledger.of(in.store)).allMatch(WayIn::addsUp);
    }

    @Test
    void pageUnderWay_keepsItsPartitionsUntilItsEnd() throws Exception {
        Leases slow = new Leases(in.jdbc, in.transaction, new RecordingDecider(in, "slow"));
        slow.renew();
        Leases other = new Leases(in.jdbc, in.transaction, new RecordingDecider(in, "other"));
        in.transaction.executeWithoutResult(status -> {
            slow.claim(List.of(3, 5));
            Thread taker = new Thread(() -> {
                in.jdbc.update("update ledger.worker set renewed_at = now() - interval '11 seconds'");
                other.renew();
            });
            taker.start();
            await().until(() -> !taker.isAlive());
            assertThat(other.held()).hasSize(Partition.COUNT - 2).doesNotContain(3, 5);
        });
        other.renew();
        assertThat(other.held()).hasSize(Partition.COUNT);
    }

    @Test
    void stalledWorker_findsItsPartitionsGoneAndLaterGetsItsShare() {
        Leases stalled = new Leases(in.jdbc, in.transaction, new RecordingDecider(in, "stalled"));
        stalled.renew();
        in.jdbc.update("update ledger.worker set renewed_at = now() - interval '11 seconds'");
        Leases heir = new Leases(in.jdbc, in.transaction, new RecordingDecider(in, "heir"));
        heir.renew();
        assertThat(heir.held()).hasSize(Partition.COUNT);
        assertThatThrownBy(() -> in.transaction.executeWithoutResult(status -> stalled.claim(List.of(1))))
                .isInstanceOf(LeaseLost.class);
        stalled.renew();
        assertThat(stalled.held()).isEmpty();
        heir.renew();
        assertThat(heir.held()).hasSize(Partition.COUNT / 2);
        stalled.renew();
        assertThat(stalled.held()).hasSize(Partition.COUNT / 2);
    }

    @Test
    void soleProcess_takesOverAtOnceFromOneThatWasKilled() {
        Leases killed = new Leases(in.jdbc, in.transaction, new RecordingDecider(in, "killed"));
        killed.renew();
        Leases next = new Leases(in.jdbc, in.transaction, new RecordingDecider(in, "next"));
        next.buryTheDead();
        next.renew();
        assertThat(next.held()).hasSize(Partition.COUNT);
    }

    @Test
    void stoppedDispatcher_releasesItsPartitions() {
        Dispatcher dispatcher = in.dispatcher(new RecordingDecider(in, "one"));
        dispatcher.start();
        dispatcher.stop();
        assertThat(in.count("select count(*) from ledger.partition_lease where worker is not null"))
                .isZero();
        assertThat(in.count("select count(*) from ledger.worker")).isZero();
    }

    /** Stopping interrupts the threads; what the decider makes of that is no fault of the delivery. */
    @Test
    void stoppedInTheMiddleOfAPage_makesNoDeadLetter() {
        CountDownLatch deciding = new CountDownLatch(1);
        RecordingDecider decider = new RecordingDecider(in, "one");
        decider.beforeDeciding = page -> {
            if (page.isEmpty()) {
                return;
            }
            deciding.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopping) {
                throw new IllegalStateException("interrupted while waiting for a lock", stopping);
            }
        };
        in.keep(in.said().webhook("w"), WayIn.order(4));
        Dispatcher dispatcher = in.dispatcher(decider);
        dispatcher.start();
        await().until(() -> deciding.getCount() == 0);
        dispatcher.stop();
        assertThat(in.count("select count(*) from ledger.dead_letter")).isZero();
        assertThat(in.waiting()).isOne();
    }

    @Test
    void errorOfTheMachine_isNoItemsAndTheThreadGoesOn() {
        AtomicInteger failures = new AtomicInteger(2);
        RecordingDecider decider = new RecordingDecider(in, "one");
        decider.beforeDeciding = page -> {
            if (failures.getAndDecrement() > 0) {
                throw new OutOfMemoryError("for this test");
            }
        };
        in.keep(in.said().webhook("w"), WayIn.order(4));
        in.dispatcher(decider).start();
        untilNothingWaits();
        assertThat(RecordingDecider.all(in)).hasSize(1);
        assertThat(in.letters.after(in.store.value(), 0, 10)).isEmpty();
    }

    @Test
    void databaseLockedForAWhile_isWaitedFor() throws Exception {
        RecordingDecider decider = new RecordingDecider(in, "one");
        in.dispatcher(decider).start();
        try (Connection other = in.database.getConnection();
                Statement sql = other.createStatement()) {
            other.setAutoCommit(false);
            sql.execute("lock table ledger.outcome in access exclusive mode");
            in.keep(in.said().webhook("w"), WayIn.order(4));
            await().until(() -> in.count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and datname = current_database()")
                    > 0);
            assertThat(in.waiting()).isOne();
            other.commit();
        }
        untilNothingWaits();
        assertThat(RecordingDecider.all(in)).hasSize(1);
    }

    private void untilNothingWaits() {
        await().atMost(java.time.Duration.ofSeconds(60)).until(() -> in.waiting() == 0);
    }

    private Map<String, List<String>> byStream() {
        Map<String, List<String>> decided = new HashMap<>();
        for (Decided one : RecordingDecider.all(in)) {
            decided.computeIfAbsent(one.stream(), fresh -> new ArrayList<>()).add(one.origin());
        }
        return decided;
    }

    /** All that waits, as one page of a worker who holds these leases. */
    private InboxPage page(Leases leases) {
        List<WaitingDelivery> waiting = in.jdbc.query(
                "select w.rank, w.id, w.partition, i.topic, i.webhook_id, i.body from ledger.waiting w"
                        + " join ledger.inbox i on i.id = w.id order by w.rank, w.id",
                (row, n) -> new WaitingDelivery(
                        row.getLong(1),
                        row.getLong(2),
                        row.getInt(3),
                        in.store.value(),
                        row.getString(4),
                        row.getString(5),
                        null,
                        Instant.now(),
                        row.getBytes(6)));
        SubjectKeys.Ring ring = in.vault.subjectKeys().ring();
        DeliveryReader reader =
                new DeliveryReader(in.vault.bodies(), in.vault.personal(), in.vault.subjectKeys(), in.stores, in.odd);
        return new InboxPage(
                reader.read(waiting, ring), ring, leases, new OutcomeTables(in.jdbc, in.counts, Clock.systemUTC()), 1);
    }
}
