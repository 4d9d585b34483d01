package io.shopledger.shopify.governor;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.shopify.governor.Bucket.Told;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private final Bucket bucket = new Bucket(0.8, null, NOW);

    @BeforeEach
    void learnt() {
        bucket.settle(0, 0, new Told(2_000, 2_000, 100), NOW);
    }

    @Test
    void whilePeopleWait_theBackgroundDoesToo() {
        bucket.personWaits(1);
        assertThat(bucket.take(100, Priority.BACKGROUND, NOW)).isPositive();
        assertThat(bucket.take(100, Priority.PEOPLE, NOW)).isZero();
        bucket.personWaits(-1);
        assertThat(bucket.take(100, Priority.BACKGROUND, NOW)).isZero();
    }

    @Test
    void callLargerThanItsShare_goesWhenTheBucketIsFull() {
        assertThat(bucket.take(1_900, Priority.BACKGROUND, NOW)).isZero();
        assertThat(bucket.take(1_900, Priority.BACKGROUND, NOW)).isEqualTo(Duration.ofSeconds(19));
    }

    @Test
    void pointsPaidBack_areThereAtOnce() {
        assertThat(bucket.take(1_000, Priority.PEOPLE, NOW)).isZero();
        bucket.settle(1_000, 100, null, NOW);
        assertThat(bucket.remaining(NOW)).isEqualTo(1_900);
    }

    @Test
    void otherPlan_isLearntWithTheNextAnswer() {
        bucket.settle(0, 0, new Told(20_000, 15_000, 1_000), NOW);
        assertThat(bucket.remaining(NOW)).isEqualTo(15_000);
        assertThat(bucket.secondsUntilFull(NOW)).isEqualTo(5);
    }

    @Test
    void clockThatGoesBack_takesNothingAway() {
        bucket.take(500, Priority.PEOPLE, NOW);
        assertThat(bucket.remaining(NOW.minusSeconds(60))).isEqualTo(1_500);
    }
}
