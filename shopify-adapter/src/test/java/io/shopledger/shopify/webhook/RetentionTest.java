package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.shopledger.shopify.DataFiles;
import io.shopledger.shopify.vault.OpenVault;
import io.shopledger.shopify.webhook.DeadLetters.DeadLetter;
import io.shopledger.webhook.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kept for 14 days here, and keys for 8. */
class RetentionTest {
    private WayIn in;
    private Retention retention;

    @BeforeEach
    void start() {
        in = new WayIn();
        retention = retention(in.vault, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        retention.close();
        in.close();
    }

    @Test
    void whatIsDecided_isForgottenAfterItsDaysWithItsOutcome() {
        Dispatcher dispatcher = in.dispatcher(new RecordingDecider(in, "one"));
        in.keep(in.said().webhook("old"), WayIn.order(1));
        in.keep(in.said().webhook("young"), WayIn.order(2));
        dispatcher.start();
        await().until(() -> in.waiting() == 0);
        dispatcher.stop();
        received("old", "14 days 1 minute");
        received("young", "13 days 23 hours");

        retention.forget();

        assertThat(in.jdbc.queryForList("select webhook_id from ledger.inbox", String.class))
                .containsExactly("young");
        assertThat(in.jdbc.queryForList("select inbox_id from ledger.outcome", Long.class))
                .containsExactly(in.count("select id from ledger.inbox"));
        assertThat(in.count(WayIn.CREATED, Outcome.APPLIED))
                .as("counted for good")
                .isEqualTo(2);
    }

    @Test
    void whatWaitsOrIsDead_staysHoweverOldItIs() {
        in.keep(in.said().webhook("waiting"), WayIn.order(1));
        in.keep(in.said().webhook("dead"), "{\"id\":");
        in.keep(in.said().webhook("decided"), WayIn.order(3));
        in.jdbc.update(
                "delete from ledger.waiting where id = (select id from ledger.inbox where webhook_id = 'decided')");
        Dispatcher dispatcher = in.dispatcher(new RecordingDecider(in, "one"));
        long waiting = in.count("select id from ledger.inbox where webhook_id = 'waiting'");
        in.jdbc.execute("create table held as select * from ledger.waiting where id = " + waiting);
        in.jdbc.update("delete from ledger.waiting where id = ?", waiting);
        dispatcher.start();
        await().until(() -> in.waiting() == 0);
        dispatcher.stop();
        in.jdbc.update("insert into ledger.waiting select * from held");
        assertThat(in.count("select count(*) from ledger.dead_letter")).isOne();
        for (String id : new String[] {"waiting", "dead", "decided"}) {
            received(id, "400 days");
        }

        retention.forget();

        assertThat(in.jdbc.queryForList("select webhook_id from ledger.inbox order by id", String.class))
                .containsExactly("waiting", "dead");
        assertThat(in.waiting()).isOne();
    }

    @Test
    void bodyOfAShopThatNobodyConnects_isForgottenAfterItsDays_andItsDeadLetterStays() {
        in.keep(in.said().ofUnknownShop().webhook("old"), WayIn.order(1));
        in.keep(in.said().ofUnknownShop().webhook("young"), WayIn.order(2));
        in.keep(in.said().webhook("own"), "{\"id\":");
        in.dispatcher(new RecordingDecider(in, "one")).start();
        await().until(() -> in.waiting() == 0);
        received("old", "14 days 1 minute");
        received("young", "13 days 23 hours");
        received("own", "14 days 1 minute");

        retention.forget();

        assertThat(in.jdbc.queryForList(
                        "select webhook_id from ledger.inbox where body is not null order by id", String.class))
                .containsExactly("young", "own");
        assertThat(in.letters.after(0, 0, 10))
                .extracting(DeadLetter::webhookId, DeadLetter::bodyKept)
                .containsExactly(tuple("old", false), tuple("young", true));
    }

    @Test
    void bodyThatNamesNoShop_couldBeMovedToNone_andIsNotKept() throws IOException {
        byte[] body = WayIn.order(1).getBytes(StandardCharsets.UTF_8);
        for (String shop : Arrays.asList("unknown.myshopify.com", null)) {
            in.inbox.keep(in.intake.delivery(
                    new DeliveryIntake.Envelope(
                            0, shop, WayIn.CREATED, shop, null, null, null, null, Instant.now(), Signed.by("s", body)),
                    IncomingBody.read(new ByteArrayInputStream(body), new HmacVerifier(List.of()), 1_000),
                    1_000));
        }

        assertThat(in.letters.after(0, 0, 10))
                .extracting(DeadLetter::shop, DeadLetter::bodyKept)
                .containsExactly(tuple("unknown.myshopify.com", true), tuple(null, false));
    }

    @Test
    void repetition_isKnownForEightDays() {
        in.keep(in.said().webhook("nine"), WayIn.order(2));
        newKeysAreOf("8 days 1 minute");
        in.keep(in.said().webhook("seven"), WayIn.order(1));
        newKeysAreOf("7 days 23 hours");

        retention.forget();
        in.keep(in.said().webhook("seven"), WayIn.order(1));
        in.keep(in.said().webhook("nine"), WayIn.order(2));

        assertThat(in.count(WayIn.CREATED, Outcome.DUPLICATE))
                .as("only the younger is known")
                .isOne();
        assertThat(in.jdbc.queryForList("select webhook_id from ledger.inbox order by id", String.class))
                .containsExactly("nine", "seven", "nine");
    }

    /** What is dropped may lie on the disk yet, and the store's own key lives on. */
    @Test
    void bodyOfADayOfWhichNoneIsKept_canBeOpenedByNobody_andADeadLettersIsSealedAnew() {
        in.keep(in.said().webhook("decided"), WayIn.order(1));
        in.keep(in.said().webhook("dead"), "{\"id\":");
        in.dispatcher(new RecordingDecider(in, "one")).start();
        await().until(() -> in.waiting() == 0);
        byte[] dropped = body("decided");
        byte[] dead = body("dead");
        byte[] key = in.jdbc.queryForObject("select wrapped_key from ledger.body_key", byte[].class);
        in.jdbc.update("update ledger.inbox set received_at = received_at - interval '16 days'");
        DataFiles disk = new DataFiles(in.jdbc);
        assertThat(disk.found(List.of(key, dropped))).isEqualTo(2);

        retention.forget();
        assertThat(OpenVault.on(in.jdbc).bodies().ifOurs(in.store.value(), dropped))
                .as("their day is not over")
                .isPresent();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(16));
        OpenVault then = OpenVault.on(in.jdbc, later);
        retention(then, later).forget();
        await().until(() -> {
            then.destroyed().clean();
            return in.count("select count(*) from ledger.unclean") == 0;
        });
        disk.useTheLogAgain();

        assertThat(disk.has(key)).isFalse();
        OpenVault restarted = OpenVault.on(in.jdbc, later);
        assertThat(restarted.bodies().ifOurs(in.store.value(), dropped)).isEmpty();
        assertThat(restarted.bodies().ifOurs(in.store.value(), dead)).isEmpty();
        assertThat(restarted.bodies().open(in.store.value(), body("dead")))
                .isEqualTo("{\"id\":".getBytes(StandardCharsets.UTF_8));
    }

    private Retention retention(OpenVault vault, Clock clock) {
        return new Retention(in.jdbc, new FormerKeys(in.jdbc, in.transaction, vault.bodies(), clock), in.settings);
    }

    private byte[] body(String webhookId) {
        return Objects.requireNonNull(
                in.jdbc.queryForObject("select body from ledger.inbox where webhook_id = ?", byte[].class, webhookId));
    }

    private void received(String webhookId, String ago) {
        in.jdbc.update(
                "update ledger.inbox set received_at = now() - ?::interval where webhook_id = ?", ago, webhookId);
    }

    private void newKeysAreOf(String ago) {
        in.jdbc.update(
                "update ledger.delivery_key set received_at = now() - ?::interval where received_at > now() - interval '1 day'",
                ago);
    }
}
