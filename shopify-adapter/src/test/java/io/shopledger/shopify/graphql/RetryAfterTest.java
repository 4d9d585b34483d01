package io.shopledger.shopify.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    @Test
    void secondsWithDecimals_areRead() {
        assertThat(RetryAfter.of("2.0")).isEqualTo(Duration.ofSeconds(2));
        assertThat(RetryAfter.of(" 0.2501 ")).isEqualTo(Duration.ofMillis(251)); // never sooner than asked
        assertThat(RetryAfter.of("7")).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1e3", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999"})
    void anythingElse_isNone(String header) {
        assertThat(RetryAfter.of(header)).isNull();
    }
}
