package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.shopledger.StoreId;
import io.shopledger.shopify.RealPostgres;
import io.shopledger.shopify.governor.SettableTime;
import io.shopledger.webhook.SubscriptionWatch.State;
import io.shopledger.webhook.SubscriptionWatch.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A shop whose orders come every hour by day, and stop: how far that is usual. */
class SilentTopicsTest {
    private static final String TOPIC = "orders/create";
    private static final int DAY = 14;
    private static final int NIGHT = 10;
    private static final Duration TWENTY_MINUTES = Duration.ofMinutes(20);

    private final HikariDataSource database = RealPostgres.database(2);
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    private final SettableTime time = new SettableTime();
    private final TopicsHeard heard = new TopicsHeard(jdbc, transaction, time);
    private final DeliveryCounts counts = new DeliveryCounts(jdbc);
    private final Wishes wishes = new Wishes(jdbc);
    private final PostgresSubscriptionWatch watch = new PostgresSubscriptionWatch(jdbc, time);
    private StoreId store = new StoreId(1);
    private @Nullable Instant last;

    @BeforeEach
    void wanted() {
        store = new StoreId(Objects.requireNonNull(jdbc.queryForObject(
                "insert into ledger.store (domain, status) values ('quiet.myshopify.com', 'connected') returning id",
                Long.class)));
        wishes.keep(store, TOPIC, "https://ledger.example/webhooks/orders-create", time.instant(), time.instant());
        look();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void silenceOfFiveNights_isNoAlarm_andMoreIs() {
        days(4);
        assertThat(watched().patience()).isEqualTo(Duration.ofHours(5 * (NIGHT + 1)));
        hours(5 * (NIGHT + 1) - NIGHT, false);
        assertThat(watched().state()).isEqualTo(State.IN_FORCE);
        Instant lastDelivery = watched().lastDelivery();
        hours(1, false);
        assertThat(watched().state()).isEqualTo(State.SILENT);
        assertThat(watched().inWords()).isEqualTo("silent since " + lastDelivery);
        hours(24 * 9, false);
        assertThat(watched().state())
                .as("a silence that lasts does not make itself usual")
                .isEqualTo(State.SILENT);
        hours(1, true);
        assertThat(watched().state()).isEqualTo(State.IN_FORCE);
    }

    @Test
    void shortGaps_allowSixHours() {
        for (int third = 0; third < 3 * 72; third++) {
            pass(TWENTY_MINUTES, true);
        }
        assertThat(watched().patience()).isEqualTo(Duration.ofHours(6));
        hours(6, false);
        assertThat(watched().state()).isEqualTo(State.IN_FORCE);
        pass(Duration.ofMinutes(1), false);
        assertThat(watched().state()).isEqualTo(State.SILENT);
    }

    @Test
    void oneRush_saysNothingOfNights() {
        hours(30, true);
        hours(48, false);
        assertThat(watched().patience()).isNull();
        assertThat(watched().state()).isEqualTo(State.IN_FORCE);
    }

    @Test
    void topicThatComesSeldom_isNeverSilent() {
        for (int day = 0; day < 6; day++) {
            hours(2, true);
            hours(22, false);
        }
        hours(24 * 6, false);
        assertThat(watched().state()).isEqualTo(State.IN_FORCE);
    }

    @Test
    void silenceWhileNobodyLooked_isNeitherToldNorLearnt() {
        days(4);
        Duration usual = watched().patience();
        time.pass(Duration.ofDays(2));
        seen();
        look();
        assertThat(watched().state()).isEqualTo(State.IN_FORCE);
        hours(1, true);
        assertThat(watched().patience()).isEqualTo(usual);
    }

    @Test
    void silenceWhileTheSubscriptionWasGone_isNotLearnt() {
        days(4);
        Duration usual = watched().patience();
        wishes.compared(store, java.util.Map.of(), time.instant());
        hours(60, false);
        assertThat(watched().state()).as("told as what it is").isEqualTo(State.DRIFTED);
        wishes.settled(wishes.of(store).get(0), time.instant());
        assertThat(watched().state()).isEqualTo(State.IN_FORCE);
        hours(1, true);
        assertThat(watched().patience()).isEqualTo(usual);
    }

    @Test
    void storeThatCannotBeAsked_isNotCalledSilent() {
        days(4);
        time.pass(Duration.ofDays(10));
        assertThat(watched().state()).isEqualTo(State.UNCHECKED);
    }

    @Test
    void eachLook_writesNothingWhereNothingCame() {
        days(4);
        hours(1, false);
        List<?> rows = jdbc.queryForList("select xmin, ctid from ledger.topic_heard");
        hours(3, false);
        assertThat(jdbc.queryForList("select xmin, ctid from ledger.topic_heard"))
                .hasToString(rows.toString());
    }

    private Watched watched() {
        return watch.of(store).get(0);
    }

    private void days(int days) {
        for (int day = 0; day < days; day++) {
            hours(DAY, true);
            hours(NIGHT, false);
        }
    }

    private void hours(int hours, boolean comes) {
        for (int hour = 0; hour < hours; hour++) {
            pass(TWENTY_MINUTES, false);
            pass(TWENTY_MINUTES, false);
            pass(TWENTY_MINUTES, comes);
        }
    }

    private void pass(Duration passes, boolean comes) {
        time.pass(passes);
        seen();
        if (comes) {
            DeliveryCounts.Sums sums = counts.sums();
            sums.received(store.value(), TOPIC);
            sums.store(DeliveryCounts.INBOX_SLOT);
        }
        look();
    }

    private void seen() {
        jdbc.update("update ledger.wanted_topic set seen_at = ?", time.instant().atOffset(java.time.ZoneOffset.UTC));
    }

    private void look() {
        heard.look(last);
        last = time.instant();
    }
}
