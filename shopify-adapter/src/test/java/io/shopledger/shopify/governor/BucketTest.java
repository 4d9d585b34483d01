package io.shopledger.shopify.governor;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.shopify.governor.Bucket.State;
import io.shopledger.shopify.governor.Bucket.Told;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketTest {
    private static final double SHARE = 0.8;
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private Bucket bucket = new Bucket(State.first(NOW), NOW);

    @BeforeEach
    void learnt() {
        bucket.told(new Told(2_000, 2_000, 100), 0);
    }

    @Test
    void whilePeopleWait_theBackgroundDoesToo() {
        bucket.told(new Told(2_000, 500, 100), 0);
        assertThat(bucket.take(600, Priority.PEOPLE, SHARE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(bucket.take(50, Priority.BACKGROUND, SHARE))
                .as("its share is there")
                .isPositive();
        at(NOW.plusSeconds(1));
        assertThat(bucket.take(600, Priority.PEOPLE, SHARE)).isZero();
        bucket.told(new Told(2_000, 1_000, 100), 0);
        assertThat(bucket.take(50, Priority.BACKGROUND, SHARE)).isZero();
    }

    @Test
    void whoeverWaitedAndCameNoMore_isForgotten() {
        bucket.told(new Told(2_000, 500, 100), 0);
        assertThat(bucket.take(2_000, Priority.PEOPLE, SHARE)).isPositive();
        at(NOW.plusMillis(1_200));
        assertThat(bucket.take(50, Priority.BACKGROUND, SHARE)).isPositive();
        at(NOW.plusMillis(1_250));
        assertThat(bucket.take(50, Priority.BACKGROUND, SHARE)).isZero();
    }

    @Test
    void callLargerThanItsShare_goesWhenTheBucketIsFull() {
        assertThat(bucket.take(1_900, Priority.BACKGROUND, SHARE)).isZero();
        assertThat(bucket.take(1_900, Priority.BACKGROUND, SHARE)).isEqualTo(Duration.ofSeconds(19));
    }

    @Test
    void pointsPaidBack_areThereAtOnce() {
        assertThat(bucket.take(1_000, Priority.PEOPLE, SHARE)).isZero();
        bucket.settle(1_000, 100);
        assertThat(bucket.remaining()).isEqualTo(1_900);
    }

    @Test
    void otherPlan_isLearntWithTheNextAnswer() {
        bucket.told(new Told(20_000, 15_000, 1_000), 0);
        assertThat(bucket.remaining()).isEqualTo(15_000);
        assertThat(bucket.secondsUntilFull()).isEqualTo(5);
    }

    @Test
    void clockThatGoesBack_takesNothingAway() {
        bucket.take(500, Priority.PEOPLE, SHARE);
        at(NOW.minusSeconds(60));
        assertThat(bucket.remaining()).isEqualTo(1_500);
    }

    private void at(Instant now) {
        bucket = new Bucket(bucket.state(), now);
    }
}
