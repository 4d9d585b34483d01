package io.shopledger.command.eventstore;

import static io.shopledger.command.eventstore.StoredOrders.append;
import static io.shopledger.command.eventstore.StoredOrders.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.shopledger.audit.LedgerProof;
import io.shopledger.audit.Proof;
import io.shopledger.audit.Proof.What;
import io.shopledger.audit.Sealing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Seals in the ledger's database of events that are appended elsewhere; a second Postgres stands for the elsewhere. */
class SealFollowerTest {
    private static EventStoreOnPostgres postgres;

    private final StoredEvents events = new EventRows(postgres.events(), false);
    private final LedgerProof proof =
            new SealedHistory(postgres.jdbc(), events, (ordinal, hash) -> "signed " + ordinal + ":" + hash);

    @BeforeAll
    static void start() throws Exception {
        postgres = EventStoreOnPostgres.startApart();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void nothing() {
        postgres.empty();
        postgres.events().execute("truncate events.domain_event, events.seal");
        postgres.events().execute("alter sequence events.domain_event_seq restart");
    }

    @Test
    void whatIsAppended_isSealedInItsOrder_andProven() {
        for (long order = 1; order <= 450; order++) {
            append(postgres, placed(order));
        }
        SealFollower follower = follower(true);
        assertThat(follower.round()).isEqualTo(200);
        assertThat(follower.round()).isEqualTo(200);
        assertThat(follower.round()).isEqualTo(50);
        assertThat(follower.round()).isZero();
        Proof found = proof.verify(null, progress -> {});
        assertThat(found.holds()).as("%s", found).isTrue();
        assertThat(found.events()).isEqualTo(450);
        assertThat(found.seals()).isEqualTo(3);
    }

    @Test
    void whatIsAlteredOrRemovedThere_isNamed() {
        for (long order = 1; order <= 20; order++) {
            append(postgres, placed(order));
        }
        follower(true).round();
        postgres.events()
                .update("update events.domain_event set payload = payload || ' '::bytea where global_index = 7");
        assertThat(proof.verify(null, progress -> {}).finding()).satisfies(finding -> {
            assertThat(finding.what()).isEqualTo(What.ALTERED);
            assertThat(finding.position()).isEqualTo(7);
            assertThat(finding.stream()).isEqualTo("order/7/7");
        });
        postgres.events().update("delete from events.domain_event where global_index = 5");
        assertThat(proof.verify(null, progress -> {}).finding()).satisfies(finding -> {
            assertThat(finding.what()).isEqualTo(What.REMOVED);
            assertThat(finding.position()).isEqualTo(5);
        });
    }

    @Test
    void severalFollowers_sealEachEventOnce_whileMoreIsAppended() {
        List<SealFollower> followers = List.of(follower(true), follower(true), follower(false));
        followers.forEach(SealFollower::start);
        assertThat(followers.get(2).isRunning()).as("without the role").isFalse();
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            long first = 1_000L * writer + 1;
            writers.add(CompletableFuture.runAsync(() -> {
                for (long order = first; order < first + 100; order++) {
                    append(postgres, placed(order));
                }
            }));
        }
        writers.forEach(CompletableFuture::join);
        await().until(() ->
                postgres.jdbc().queryForObject("select coalesce(sum(events), 0) from events.seal", Long.class) >= 300);
        followers.forEach(SealFollower::stop);
        Proof found = proof.verify(null, progress -> {});
        assertThat(found.holds()).as("%s", found).isTrue();
        assertThat(found.events()).isEqualTo(300);
    }

    @Test
    void eventThatIsMissing_isSaidOnce_andThatAllIsSealedAfterIt() {
        append(postgres, placed(1));
        append(postgres, placed(2));
        append(postgres, placed(3));
        postgres.events().update("update events.domain_event set global_index = 10 where global_index = 2");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(SealFollower.class);
        log.addAppender(lines);
        lines.start();
        SealFollower follower = follower(true);
        lines.list = new CopyOnWriteArrayList<>();
        log.setLevel(Level.DEBUG);
        follower.start();
        try {
            await().until(() -> lines.list.stream()
                            .filter(line -> line.getLevel() == Level.DEBUG)
                            .count()
                    > 2);
            assertThat(lines.list.stream().filter(line -> line.getLevel() == Level.WARN))
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage()).contains("no event at position 2"));
            assertThat(follower.progress().error()).contains("no event at position 2");
            assertThat(follower.progress().behindSince()).isNotNull();
            postgres.events().update("update events.domain_event set global_index = 2 where global_index = 10");
            await().until(() -> follower.progress().equals(Sealing.Progress.ALL_SEALED));
            assertThat(proof.verify(null, progress -> {}).events()).isEqualTo(3);
        } finally {
            follower.stop();
            log.setLevel(null);
            log.detachAppender(lines);
        }
    }

    private static SealFollower follower(boolean follows) {
        return new SealFollower(
                new EventRows(postgres.events(), false),
                postgres.jdbc(),
                new TransactionTemplate(postgres.ledger()),
                follows,
                Clock.systemUTC());
    }
}
