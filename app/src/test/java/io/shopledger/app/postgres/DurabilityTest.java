package io.shopledger.app.postgres;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.app.CannotRun;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DurabilityTest {
    private static final String NAME = "the database";

    @Test
    void durableAndNewEnough_passes() {
        assertThatCode(() -> Durability.judge(NAME, 170_000, "17.0", "on", "on", "on"))
                .doesNotThrowAnyException();
        assertThatCode(() -> Durability.judge(NAME, 180_006, "18.6", "on", "on", "remote_apply"))
                .doesNotThrowAnyException();
    }

    @Test
    void tooOld_isSaid() {
        assertThatThrownBy(() -> Durability.judge(NAME, 160_009, "16.9", "on", "on", "on"))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("16.9")
                .hasMessageContaining("17 or newer");
    }

    @Test
    void eachSettingThatForgets_isNamed() {
        assertThatThrownBy(() -> Durability.judge(NAME, 180_000, "18.0", "off", "on", "on"))
                .hasMessageContaining("fsync = off");
        assertThatThrownBy(() -> Durability.judge(NAME, 180_000, "18.0", "on", "off", "on"))
                .hasMessageContaining("full_page_writes = off");
        assertThatThrownBy(() -> Durability.judge(NAME, 180_000, "18.0", "on", "on", "off"))
                .hasMessageContaining("synchronous_commit = off")
                .hasMessageContaining("Set synchronous_commit = on");
    }

    @Test
    void nobodyThere_isSaidWithoutThePassword() {
        Database nobody = DatabaseUrl.of("127.0.0.1:1", "ledger", "ann", "hidden", Map.of());
        assertThatThrownBy(() -> Durability.check(nobody, "the database of DATABASE_URL", Duration.ZERO))
                .isInstanceOf(CannotRun.class)
                .hasMessageStartingWith("Cannot connect to the database of DATABASE_URL: ")
                .hasMessageNotContaining("hidden");
    }
}
