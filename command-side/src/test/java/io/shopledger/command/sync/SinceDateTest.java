package io.shopledger.command.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.command.http.BadRequest;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceDateTest {

    @ParameterizedTest
    @CsvSource({
        "2026-10-01, 2026-10-01T00:00:00Z",
        "2026-10-01T14:03:05, 2026-10-01T14:03:05Z",
        "2026-10-01T14:03, 2026-10-01T14:03:00Z",
        "2026-10-01 14:03:05, 2026-10-01T14:03:05Z",
        "2026-10-01T14:03:05.123456, 2026-10-01T14:03:05.123456Z",
        "2026-10-01 14:03:05.5+02:00, 2026-10-01T12:03:05.5Z",
        "2026-10-01T14:03:05+0200, 2026-10-01T12:03:05Z",
        "2026-10-01T14:03:05-03, 2026-10-01T17:03:05Z",
        "2026-10-01T14:03:05Z, 2026-10-01T14:03:05Z",
        "2026-10-01T14:03:05+05:30:15, 2026-10-01T08:32:50Z",
        "2026-10-01 14:03:05 +00:00, 2026-10-01T14:03:05Z",
    })
    void everyFormThatPythonWrites_isRead(String text, Instant meant) {
        assertThat(SinceDate.parse(text)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lately", "2026-13-01", "01.10.2026", "2026-10-01T", "1759320000", ""})
    void whatIsNoDate_isToldInWhichForm(String text) {
        assertThatThrownBy(() -> SinceDate.parse(text))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("2026-10-01T14:03:00Z");
    }
}
