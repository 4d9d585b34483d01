package io.shopledger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.Role;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpringDefaultsTest {
    @Test
    void nothingSet_isTwentyIdleOfSixty_andInfo() {
        assertThat(of(Map.of()))
                .containsEntry("spring.datasource.hikari.minimum-idle", 20)
                .containsEntry("spring.datasource.hikari.maximum-pool-size", 60)
                .containsEntry("logging.level.io.shopledger", "INFO")
                .containsEntry("shopledger.roles", "api,beat,worker")
                .doesNotContainKey("logging.level.org.hibernate.SQL");
    }

    @Test
    void smallPool_keepsNoMoreIdleThanItHas() {
        assertThat(of(Map.of("SHOPLEDGER_POOL_MAX", "8")))
                .containsEntry("spring.datasource.hikari.minimum-idle", 8)
                .containsEntry("spring.datasource.hikari.maximum-pool-size", 8);
    }

    @ParameterizedTest
    @CsvSource({"debug, DEBUG", "WARNING, WARN", "Critical, ERROR", "'', INFO"})
    void level_isUnderstoodAsPythonSaysIt(String given, String level) {
        assertThat(of(Map.of("LOG_LEVEL", given))).containsEntry("logging.level.io.shopledger", level);
    }

    @Test
    void echo_showsStatements() {
        assertThat(of(Map.of("SQL_ECHO", "True")))
                .containsEntry("logging.level.org.hibernate.SQL", "DEBUG")
                .containsEntry("logging.level.org.springframework.jdbc.core", "DEBUG");
    }

    @Test
    void whatCannotBeRead_isNamed() {
        assertThatThrownBy(() -> of(Map.of("LOG_LEVEL", "loud")))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("LOG_LEVEL is 'loud'");
        assertThatThrownBy(() -> of(Map.of("SHOPLEDGER_POOL_MAX", "0"))).hasMessageContaining("SHOPLEDGER_POOL_MAX");
    }

    private static Map<String, Object> of(Map<String, String> environment) {
        return SpringDefaults.of(new ServiceSettings(
                8010, "127.0.0.1", Path.of("data"), EnumSet.allOf(Role.class), environment, List.of()));
    }
}
