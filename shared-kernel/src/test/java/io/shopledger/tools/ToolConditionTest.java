package io.shopledger.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolConditionTest {
    @TempDir
    Path folder;

    @Test
    void there_runs() throws Exception {
        Files.createFile(folder.resolve("tool")).toFile().setExecutable(true);
        assertThat(ToolCondition.decide("tool", "/nowhere:" + folder, "tool").isDisabled())
                .isFalse();
    }

    @Test
    void missing_skips_andSaysHowToGetIt() {
        assertThat(ToolCondition.decide("tool", folder.toString(), null).getReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("tool is not installed"));
        assertThat(ToolCondition.decide("tool", null, "other").isDisabled()).isTrue();
    }

    @Test
    void missingButRequired_fails() {
        assertThatThrownBy(() -> ToolCondition.decide("tool", folder.toString(), "other, tool"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("SHOPLEDGER_REQUIRE");
    }
}
