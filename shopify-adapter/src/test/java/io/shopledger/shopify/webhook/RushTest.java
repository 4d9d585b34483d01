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
        Thread deciding = new Thread(() -> {
            try {
                rush.giveWay(-Duration.ofSeconds(1).toNanos());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        deciding.start();
        org.awaitility.Awaitility.await().until(() -> deciding.getState() == Thread.State.TIMED_WAITING);
        now.addAndGet(Duration.ofMillis(100).toNanos());
        deciding.join();
    }

    private void begin(int deliveries) {
        for (int i = 0; i < deliveries; i++) {
            rush.begins();
        }
    }
}
