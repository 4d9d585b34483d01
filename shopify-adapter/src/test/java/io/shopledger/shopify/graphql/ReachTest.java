package io.shopledger.shopify.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ReachTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String DEMO = "demo.myshopify.com";

    private final Reach reach = new Reach(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void threeCallsInARowUnanswered_degrade_untilOneIsAnswered(CapturedOutput output) {
        for (int call = 0; call < 10; call++) {
            assertThat(reach.health().getStatus().getCode()).isEqualTo(call < 3 ? "UP" : "DEGRADED");
            reach.silent(DEMO);
        }
        reach.answered("other.myshopify.com");
        assertThat(reach.health().getDetails()).containsEntry("silent_since", Map.of(DEMO, NOW.toString()));
        reach.answered(DEMO);
        assertThat(reach.health().getStatus().getCode()).isEqualTo("UP");
        assertThat(output.getOut()).containsOnlyOnce("Shopify does not answer for " + DEMO);
    }

    @Test
    void oneLostNowAndThen_isNoSilence() {
        for (int call = 0; call < 10; call++) {
            reach.silent(DEMO);
            reach.silent(DEMO);
            reach.answered(DEMO);
            assertThat(reach.health().getStatus().getCode()).isEqualTo("UP");
        }
    }
}
