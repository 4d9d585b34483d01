package io.shopledger.shopify.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopledger.StoreId;
import io.shopledger.shopify.governor.Governor.Reservation;
import io.shopledger.store.ShopifyBudget.Budget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GovernorTest {
    private static final StoreId STORE = new StoreId(1);
    private static final String PAGE = "products-page/250";
    private static final String SYNC = "sync-products";

    private final SettableTime time = new SettableTime();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Governor governor = Governors.on(time, meters);

    /** One call that Shopify answers: asked for so much, charged so much, so much left of 2,000 at 100 a second. */
    private void call(Priority priority, int requested, int charged, double left) throws InterruptedException {
        governor.reserve(STORE, PAGE, true, priority).answered(SYNC, requested, charged, 2_000, left, 100);
    }

    @Test
    void beforeTheFirstAnswer_aFullBucketIsSupposed_smallerThanAnyPlans() throws InterruptedException {
        assertThat(governor.of(STORE)).contains(new Budget(1_000, 0));
        governor.reserve(STORE, PAGE, false, Priority.PEOPLE);
        assertThat(governor.of(STORE)).contains(new Budget(900, 2));
    }

    @Test
    void whatWasToldLongAgo_isShown_butNotSpent() throws InterruptedException {
        call(Priority.BACKGROUND, 1_000, 300, 1_700);
        time.pass(Duration.ofMinutes(11));
        assertThat(governor.of(STORE)).contains(new Budget(2_000, 0));
        governor.reserve(STORE, PAGE, true, Priority.PEOPLE);
        assertThat(governor.of(STORE)).contains(new Budget(1_000, 10));
        assertThat(time.pauses()).isEmpty();
        governor.reserve(STORE, PAGE, true, Priority.PEOPLE);
        assertThat(time.pauses())
                .as("nobody knows whether the second thousand is there")
                .isNotEmpty();
    }

    @Test
    void whatATrialTells_isLearnt() {
        governor.told(STORE, 2_000, 1_990, 100);
        assertThat(governor.of(STORE)).contains(new Budget(1_990, 1));
    }

    @Test
    void firstCall_doesNotWait() throws InterruptedException {
        call(Priority.BACKGROUND, 400, 300, 1_700);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void whatShopifyTells_isLearnt() throws InterruptedException {
        call(Priority.BACKGROUND, 400, 300, 1_700);
        assertThat(governor.of(STORE)).contains(new Budget(1_700, 3));
        time.pass(Duration.ofMillis(1_500));
        assertThat(governor.of(STORE)).contains(new Budget(1_850, 2));
        time.pass(Duration.ofHours(1));
        assertThat(governor.of(STORE)).contains(new Budget(2_000, 0));
    }

    @Test
    void callsUnderWay_areTakenOff() throws InterruptedException {
        call(Priority.BACKGROUND, 400, 300, 1_700);
        Reservation first = governor.reserve(STORE, PAGE, true, Priority.PEOPLE);
        Reservation second = governor.reserve(STORE, PAGE, true, Priority.PEOPLE);
        assertThat(governor.of(STORE)).map(Budget::remaining).contains(900L);
        first.answered(SYNC, 400, 100, 2_000, 1_600, 100); // the second may not be counted in it yet
        assertThat(governor.of(STORE)).map(Budget::remaining).contains(1_200L);
        second.answered(SYNC, 400, 100, 2_000, 1_500, 100);
        assertThat(governor.of(STORE)).map(Budget::remaining).contains(1_500L);
    }

    @Test
    void withoutEnoughPoints_waitsUntilThereAre() throws InterruptedException {
        call(Priority.PEOPLE, 400, 400, 150);
        call(Priority.PEOPLE, 400, 400, 0);
        assertThat(time.waited()).isEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void background_leavesAShareToPeople() throws InterruptedException {
        call(Priority.BACKGROUND, 300, 300, 500);
        governor.reserve(STORE, PAGE, true, Priority.PEOPLE).answered(SYNC, 300, 300, 2_000, 500, 100);
        assertThat(time.pauses()).isEmpty();
        governor.reserve(STORE, PAGE, true, Priority.BACKGROUND);
        assertThat(time.waited()).isEqualTo(Duration.ofSeconds(2)); // 300 and the 400 that are kept
    }

    @Test
    void steadyPull_usesTheRestoreRateAndIsNeverThrottled() throws InterruptedException {
        double left = 2_000;
        var started = time.instant();
        var last = started;
        int spent = 0;
        for (int i = 0; i < 200; i++) {
            Reservation points = governor.reserve(STORE, PAGE, true, Priority.BACKGROUND);
            left = Math.min(2_000, left + Duration.between(last, time.instant()).toMillis() / 10.0);
            last = time.instant();
            assertThat(left).isGreaterThanOrEqualTo(300); // else Shopify would have said THROTTLED
            left -= 250;
            spent += 250;
            points.answered(SYNC, 300, 250, 2_000, left, 100);
        }
        double restored = Duration.between(started, time.instant()).toMillis() / 10.0;
        assertThat(spent).isGreaterThanOrEqualTo((int) (restored * 0.98));
    }

    @Test
    void throttledByOthers_waits() throws InterruptedException {
        call(Priority.PEOPLE, 400, 400, 1_600);
        governor.reserve(STORE, PAGE, true, Priority.PEOPLE).throttled();
        governor.reserve(STORE, PAGE, true, Priority.PEOPLE);
        assertThat(time.waited()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void patienceIsLimited() throws InterruptedException {
        governor.reserve(STORE, PAGE, true, Priority.PEOPLE).answered(SYNC, 900, 900, 1_000, 0, 1);
        assertThatThrownBy(() -> governor.reserve(STORE, PAGE, true, Priority.PEOPLE))
                .isInstanceOf(Governor.Impatient.class);
    }

    @Test
    void storesDoNotWaitForEachOther() throws InterruptedException {
        call(Priority.PEOPLE, 900, 900, 0);
        governor.reserve(new StoreId(2), PAGE, true, Priority.PEOPLE);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void pointsAreAccountedByPurpose() throws InterruptedException {
        call(Priority.PEOPLE, 400, 300, 1_600);
        call(Priority.PEOPLE, 400, 250, 1_500);
        assertThat(meters.counter("shopledger.shopify.points", "purpose", SYNC).count())
                .isEqualTo(550);
    }
}
