package io.shopledger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
    @TempDir
    Path folder;

    @Test
    void named_isRead_withoutItsLineEnd() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "shpss_1\n");
        Map<String, String> all =
                SecretFiles.into(Map.of("SHOPIFY_API_SECRET_FILE", file.toString(), "LOG_LEVEL", "DEBUG"));
        assertThat(all).containsEntry("SHOPIFY_API_SECRET", "shpss_1").containsEntry("LOG_LEVEL", "DEBUG");
    }

    @Test
    void empty_isAsIfUnset() throws Exception {
        Path file = Files.writeString(folder.resolve("none"), "");
        assertThat(settings(Map.of("SHOPIFY_API_SECRET_FILE", file.toString())).variable("SHOPIFY_API_SECRET"))
                .isNull();
    }

    @Test
    void missing_isSaid_withTheSettingsName() {
        String missing = folder.resolve("missing").toString();
        assertThatThrownBy(() -> SecretFiles.into(Map.of("DATABASE_URL_FILE", missing)))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("DATABASE_URL_FILE names " + missing);
    }

    @Test
    void both_differing_areRefused_withoutTellingEither() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "in-the-file");
        assertThatThrownBy(() -> SecretFiles.into(
                        Map.of("SHOPLEDGER_MASTER_KEY", "in-the-open", "SHOPLEDGER_MASTER_KEY_FILE", file.toString())))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("SHOPLEDGER_MASTER_KEY and SHOPLEDGER_MASTER_KEY_FILE are both set")
                .hasMessageNotContainingAny("in-the-file", "in-the-open");
    }

    private static ServiceSettings settings(Map<String, String> environment) {
        return new ServiceSettings(
                8010, "127.0.0.1", Path.of("data"), Set.of(), SecretFiles.into(environment), List.of());
    }
}
