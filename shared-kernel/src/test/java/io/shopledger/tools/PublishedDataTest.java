package io.shopledger.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class PublishedDataTest {
    @TempDir
    Path folder;

    @Test
    void there_isTold() {
        assertThat(PublishedData.present(folder, "shopify-data")).isEqualTo(folder);
    }

    @Test
    void missing_skips() {
        assertThatThrownBy(() -> PublishedData.present(folder.resolve("missing"), "redis"))
                .isInstanceOf(TestAbortedException.class);
    }

    @Test
    void missingButRequired_fails() {
        assertThatThrownBy(() -> PublishedData.present(folder.resolve("missing"), "redis, shopify-data"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("SHOPLEDGER_REQUIRE");
    }
}
