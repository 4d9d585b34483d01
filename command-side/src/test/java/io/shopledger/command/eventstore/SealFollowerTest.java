package io.shopledger.command.eventstore;

import static io.shopledger.command.eventstore.StoredOrders.append;
import static io.shopledger.command.eventstore.StoredOrders.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.audit.LedgerProof;
import io.shopledger.audit.Proof;
import io.shopledger.audit.Proof.What;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    private static SealFollower follower(boolean follows) {
        return new SealFollower(
                new EventRows(postgres.events(), false),
                postgres.jdbc(),
                new TransactionTemplate(postgres.ledger()),
                follows);
    }
}
