package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RushTest {
    private static final int MANY = 8;

    private final AtomicLong now = new AtomicLong();
    private double cores = 0.97;
    private final Rush rush = new Rush(() -> cores, now::get);

    @Test
    void manyUnderWayAndNoCoreFree_isOne() {
        begin(MANY);
        assertThat(rush.isOn()).isTrue();
    }

    @Test
    void fewUnderWay_isNone() {
        begin(MANY - 1);
        assertThat(rush.isOn()).isFalse();
    }

    @Test
    void manyOneAfterTheOther_isNone() {
        for (int i = 0; i < MANY * 2; i++) {
            rush.begins();
            rush.ends();
        }
        assertThat(rush.isOn()).isFalse();
    }

    @Test
    void manyUnderWayAndCoresFree_isNone() {
        cores = 0.5;
        begin(MANY);
        assertThat(rush.isOn()).isFalse();
    }

    @Test
    void nobodyCameForAWhile_isOver() {
        begin(MANY);
        now.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(rush.isOn()).isFalse();
    }

    @Test
    void withoutRush_nobodyRests() throws InterruptedException {
        rush.giveWay(now.get()); // comes back
        assertThat(now).hasValue(0);
    }

    @Test
    void inARush_restEndsWithIt() throws Exception {
        begin(MANY);
        Thread deciding = rest(Duration.ofSeconds(1));
        now.addAndGet(Duration.ofMillis(100).toNanos());
        deciding.join();
    }

    @Test
    void inARush_restIsSixteenTimesThePage() throws Exception {
        Thread deciding = restInARush(Duration.ofMillis(100));
        goOnFor(Duration.ofMillis(1_590));
        assertThat(deciding.isAlive()).isTrue();
        goOnFor(Duration.ofMillis(10));
        deciding.join();
    }

    @Test
    void inARush_longPageIsFollowedByFiveSeconds() throws Exception {
        Thread deciding = restInARush(Duration.ofSeconds(10));
        goOnFor(Duration.ofMillis(4_990));
        assertThat(deciding.isAlive()).isTrue();
        goOnFor(Duration.ofMillis(10));
        deciding.join();
    }

    @Test
    void afterAMinuteOfRush_restIsAsLongAsThePage() throws Exception {
        begin(MANY);
        goOnFor(Duration.ofMinutes(1));
        Thread deciding = restInARush(Duration.ofMillis(100));
        goOnFor(Duration.ofMillis(90));
        assertThat(deciding.isAlive()).isTrue();
        goOnFor(Duration.ofMillis(10));
        deciding.join();
    }

    @Test
    void rushAfterAPause_isANewOne() throws Exception {
        begin(MANY);
        goOnFor(Duration.ofMinutes(1));
        now.addAndGet(Duration.ofMillis(100).toNanos());
        Thread deciding = restInARush(Duration.ofMillis(100));
        goOnFor(Duration.ofMillis(1_590));
        assertThat(deciding.isAlive()).isTrue();
        goOnFor(Duration.ofMillis(10));
        deciding.join();
    }

    private Thread restInARush(Duration page) {
        begin(MANY);
        return rest(page);
    }

    /** After a page that took so long. */
    private Thread rest(Duration page) {
        long began = now.get() - page.toNanos();
        Thread deciding = new Thread(() -> {
            try {
                rush.giveWay(began);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        deciding.start();
        org.awaitility.Awaitility.await().until(() -> deciding.getState() == Thread.State.TIMED_WAITING);
        return deciding;
    }

    /** More come all the time. */
    private void goOnFor(Duration time) {
        long step = Duration.ofMillis(10).toNanos();
        for (long left = time.toNanos(); left > 0; left -= step) {
            rush.begins();
            rush.ends();
            now.addAndGet(step);
        }
    }

    private void begin(int deliveries) {
        for (int i = 0; i < deliveries; i++) {
            rush.begins();
        }
    }
}
