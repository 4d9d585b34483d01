package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.webhook.Outcome;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final String WITH_TIME = "{\"id\":1,\"updated_at\":\"2026-01-01T00:00:00Z\"}";
    private static final String WITHOUT_TIME = "{\"id\":1}";

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
    void manyAtOnce_areAllDurableInFewTransactions() throws Exception {
        int deliveries = 2_000;
        ExecutorService requests = Executors.newFixedThreadPool(64);
        try {
            List<Future<?>> kept = new ArrayList<>();
            for (int i = 0; i < deliveries; i++) {
                int number = i;
                kept.add(requests.submit(() -> {
                    Delivery delivery = in.delivery(in.said().webhook("w" + number), WayIn.order(number));
                    in.inbox.keep(delivery);
                    assertThat(in.count("select count(*) from ledger.inbox where id = ?", delivery.id()))
                            .isOne();
                }));
            }
            for (Future<?> one : kept) {
                one.get();
            }
        } finally {
            requests.shutdownNow();
        }
        assertThat(in.count("select count(*) from ledger.inbox")).isEqualTo(deliveries);
        assertThat(in.waiting()).isEqualTo(deliveries);
        assertThat(transactions()).isLessThan(deliveries / 4);
    }

    @Test
    void whatComesWhileACommitRuns_sharesTheNextOne() throws Exception {
        int deliveries = 50;
        ExecutorService requests = Executors.newFixedThreadPool(deliveries);
        List<Thread> threads = new java.util.concurrent.CopyOnWriteArrayList<>();
        List<Delivery> ready = new ArrayList<>();
        for (int i = 0; i < deliveries; i++) {
            ready.add(in.delivery(in.said().webhook("w" + i), WayIn.order(i)));
        }
        try {
            List<Future<?>> kept = new ArrayList<>();
            try (Connection other = in.database.getConnection();
                    Statement sql = other.createStatement()) {
                other.setAutoCommit(false);
                sql.execute("lock table ledger.inbox in share mode");
                for (Delivery delivery : ready) {
                    kept.add(requests.submit(() -> {
                        threads.add(Thread.currentThread());
                        in.inbox.keep(delivery);
                    }));
                }
                await().until(() -> threads.size() == deliveries
                        && threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
                assertThat(kept).noneMatch(Future::isDone);
                other.commit();
            }
            for (Future<?> one : kept) {
                one.get();
            }
        } finally {
            requests.shutdownNow();
        }
        assertThat(in.count("select count(*) from ledger.inbox")).isEqualTo(deliveries);
        assertThat(transactions()).isLessThanOrEqualTo(2);
    }

    /** The server's own setting is held against at the start: here nothing may weaken it for a session or transaction. */
    @Test
    void whatIsKept_isCommittedAsTheServerIsSet() {
        in.jdbc.execute("create table commits (source text)");
        in.jdbc.execute("create function note_commit() returns trigger language plpgsql as $$ begin insert into commits"
                + " select source from pg_settings where name in ('synchronous_commit', 'fsync'); return null; end $$");
        in.jdbc.execute(
                "create constraint trigger note_commit after insert on ledger.inbox deferrable initially deferred"
                        + " for each row execute function note_commit()");
        in.keep(in.said().webhook("w"), WITH_TIME);
        assertThat(in.jdbc.queryForList("select source from commits", String.class))
                .hasSize(2)
                .doesNotContain("session", "client");
    }

    @Test
    void sameWebhookId_isADuplicateWhateverElseItSays() {
        in.keep(in.said().webhook("w").event("e"), WITH_TIME);
        in.keep(in.said().webhook("w").event("e"), WITH_TIME);
        in.keep(in.said().webhook("w").event("other"), WITHOUT_TIME);
        assertThat(duplicates()).isEqualTo(2);
        assertThat(in.waiting()).isOne();
    }

    @Test
    void sameWebhookIdOfAnotherStore_isAnother() {
        in.keep(in.said().webhook("w"), WITH_TIME);
        long other = ConnectedStores.connect(in.stores, "other.myshopify.com", "t", "s")
                .value();
        in.keep(new WayIn.Said(other, WayIn.CREATED, "w", null, null), WITH_TIME);
        assertThat(in.waiting()).isEqualTo(2);
    }

    @Test
    void sameEventTopicAndBody_isADuplicateUnderAnotherWebhookId() {
        in.keep(in.said().webhook("w1").event("e"), WITH_TIME);
        in.keep(in.said().webhook("w2").event("e"), WITH_TIME);
        assertThat(duplicates()).isOne();
    }

    @Test
    void sameEventOfAnotherTopic_isAnother() {
        in.keep(in.said().webhook("w1").event("e"), WITH_TIME);
        in.keep(in.said().webhook("w2").event("e").topic("orders/paid"), WITH_TIME);
        assertThat(in.waiting()).isEqualTo(2);
    }

    @Test
    void sameEventWithAnotherBody_isAnother() {
        in.keep(in.said().webhook("w1").event("e"), WITH_TIME);
        in.keep(in.said().webhook("w2").event("e"), WITHOUT_TIME);
        assertThat(in.waiting()).isEqualTo(2);
    }

    @Test
    void withoutIds_onlyABodyWithItsTimeIsKnownAgain() {
        in.keep(in.said(), WITH_TIME);
        in.keep(in.said(), WITH_TIME);
        assertThat(in.waiting()).isOne();
        assertThat(duplicates()).isOne();
        in.keep(in.said().topic("orders/paid"), WITH_TIME);
        assertThat(in.waiting()).as("of another topic").isEqualTo(2);
        in.keep(in.said(), WITHOUT_TIME);
        in.keep(in.said(), WITHOUT_TIME);
        assertThat(in.waiting()).as("without a time").isEqualTo(4);
    }

    @Test
    void withinOneBatch_theFirstIsKeptAndTheOthersAreDuplicates() {
        Delivery first = in.delivery(in.said().webhook("w").event("e"), WITH_TIME);
        in.table.insert(List.of(
                first,
                in.delivery(in.said().webhook("w").event("e"), WITH_TIME),
                in.delivery(in.said().webhook("w2").event("e"), WITH_TIME),
                in.delivery(in.said().webhook("w3").event("e3"), WITH_TIME)));
        assertThat(in.jdbc.queryForList("select webhook_id from ledger.inbox order by id", String.class))
                .containsExactly("w", "w3");
        assertThat(in.count("select id from ledger.inbox where webhook_id = 'w'"))
                .isEqualTo(first.id());
        assertThat(duplicates()).isEqualTo(2);
        assertThat(in.ledger.of(in.store)).allMatch(WayIn::addsUp);
    }

    @Test
    void unknownShop_isADeadLetterAtOnce() {
        in.keep(in.said().webhook("w").ofUnknownShop(), WITH_TIME);
        DeadLetters.DeadLetter letter = in.letters.after(0, 0, 10).get(0);
        assertThat(letter.reason()).isEqualTo("unknown-shop");
        assertThat(letter.shop()).isEqualTo("unknown.myshopify.com");
        assertThat(letter.bodyKept()).isTrue();
        assertThat(in.waiting()).isZero();
        assertThat(in.ledger.rows(0)).hasSize(1).allMatch(WayIn::addsUp);
    }

    @Test
    void unknownShopConnectedMeanwhile_isReceivedAnewByARetry() {
        in.keep(in.said().webhook("w").ofUnknownShop(), WITH_TIME);
        long letter = in.letters.after(0, 0, 10).get(0).id();
        assertThat(in.letters.retryAs(in.store, letter)).isTrue();
        assertThat(in.letters.retryAs(in.store, letter)).as("again").isFalse();
        assertThat(in.waiting()).isOne();
        assertThat(in.ledger.of(in.store)).hasSize(1).allMatch(WayIn::addsUp);
        assertThat(in.ledger.rows(0)).hasSize(1).allMatch(WayIn::addsUp);
    }

    @Test
    void tooLarge_isADeadLetterAtOnce() {
        String large = "{\"id\":1,\"note\":\"" + "x".repeat(WayIn.MAX_BYTES) + "\"}";
        in.keep(in.said().webhook("w"), large);
        DeadLetters.DeadLetter letter =
                in.letters.after(in.store.value(), 0, 10).get(0);
        assertThat(letter.reason()).isEqualTo("too-large");
        assertThat(letter.bodyBytes()).isEqualTo(large.length());
        assertThat(letter.detail()).contains("SHOPLEDGER_WEBHOOK_MAX_BYTES");
        assertThat(in.waiting()).isZero();
        assertThat(in.ledger.of(in.store)).allMatch(WayIn::addsUp);
    }

    @Test
    void bodyInTheInbox_isSealedAndTheSame() {
        in.keep(in.said().webhook("w"), WITH_TIME);
        byte[] body = in.jdbc.queryForObject("select body from ledger.inbox", byte[].class);
        assertThat(in.vault.bodies().open(in.store.value(), body)).asString().isEqualTo(WITH_TIME);
        assertThat(new String(body, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("updated_at");
    }

    @Test
    void databaseGone_isOverloaded() {
        Delivery delivery = in.delivery(in.said().webhook("w"), WITH_TIME);
        in.database.close();
        assertThatThrownBy(() -> in.inbox.keep(delivery)).isInstanceOf(Overloaded.class);
        assertThatThrownBy(() -> in.inbox.keep(delivery)).as("and again").isInstanceOf(Overloaded.class);
    }

    @Test
    void databaseBack_goesOnAndTheRepetitionIsKnown() throws Exception {
        Delivery delivery = in.delivery(in.said().webhook("w"), WITH_TIME);
        try (Connection other = in.database.getConnection();
                Statement sql = other.createStatement()) {
            other.setAutoCommit(false);
            sql.execute("lock table ledger.inbox in access exclusive mode");
            assertThatThrownBy(() -> in.inbox.keep(delivery))
                    .isInstanceOf(Overloaded.class)
                    .hasMessageContaining("in time");
            other.rollback();
        }
        in.keep(in.said().webhook("w"), WITH_TIME);
        assertThat(in.waiting()).isOne();
        assertThat(duplicates()).isOne();
        assertThat(in.ledger.of(in.store)).allMatch(WayIn::addsUp);
    }

    @Test
    void connectionsKilled_costNoDeliveryAndNoWriter() {
        for (int round = 0; round < 5; round++) {
            in.jdbc.queryForList("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
            String id = "w" + round;
            Delivery delivery = await().ignoreException(
                            org.springframework.dao.DataAccessResourceFailureException.class)
                    .until(() -> in.delivery(in.said().webhook(id), WITH_TIME), it -> true);
            await().until(() -> {
                try {
                    in.inbox.keep(delivery);
                    return true;
                } catch (Overloaded sendItAgain) {
                    return false;
                }
            });
        }
        assertThat(in.count("select count(distinct webhook_id) from ledger.inbox"))
                .isEqualTo(5);
        assertThat(in.count("select count(*) from ledger.inbox")).isEqualTo(5);
    }

    @Test
    void oneThatTheDatabaseCannotHold_doesNotRefuseTheOthersWithIt() {
        Delivery good = in.delivery(in.said().webhook("good"), WITH_TIME);
        Delivery bad = in.delivery(in.said().webhook("bad\0"), WITH_TIME);
        assertThatThrownBy(() -> in.inbox.keep(bad)).isInstanceOf(Overloaded.class);
        in.inbox.keep(good);
        assertThat(in.waiting()).isOne();
    }

    @Test
    void closedInbox_takesNothingMore() throws Exception {
        Delivery delivery = in.delivery(in.said().webhook("w"), WITH_TIME);
        in.inbox.close();
        assertThatThrownBy(() -> in.inbox.keep(delivery)).isInstanceOf(Overloaded.class);
    }

    private long duplicates() {
        return in.count(WayIn.CREATED, Outcome.DUPLICATE);
    }

    private long transactions() {
        return in.count("select count(distinct xmin::text) from ledger.inbox");
    }
}
