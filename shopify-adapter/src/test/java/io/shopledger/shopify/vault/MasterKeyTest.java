package io.shopledger.shopify.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class MasterKeyTest {
    private static final String GIVEN = Base64.getEncoder().encodeToString(Aes.random(32));

    @TempDir
    private Path directory;

    @Test
    void firstStart_makesAFileForItsOwnerOnly() throws IOException {
        Path file = directory.resolve("made/on/the/way/master.key");
        MasterKey.of(null, file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Base64.getDecoder().decode(Files.readString(file).strip())).hasSize(32);
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void nextStart_hasTheSameKey() {
        Path file = directory.resolve("master.key");
        byte[] wrapped = MasterKey.of("", file).wrap(new byte[] {7}, "store/1");
        assertThat(MasterKey.of("  ", file).unwrap(wrapped, "store/1")).containsExactly(7);
    }

    @Test
    void checkpointsHmac_isOfTheirKeyOrdinalAndHash() {
        JdbcTemplate none = new JdbcTemplate();
        DestroyedBytes nothing = new DestroyedBytes(none, Clock.systemUTC());
        StoreKeys keys = new StoreKeys(MasterKey.of(GIVEN, directory), none, nothing);
        StoreKeys others = new StoreKeys(MasterKey.of(null, directory.resolve("master.key")), none, nothing);

        assertThat(keys.checkpointHmac(7, "ab"))
                .matches("[0-9a-f]{64}")
                .isEqualTo(keys.checkpointHmac(7, "ab"))
                .isNotEqualTo(keys.checkpointHmac(8, "ab"))
                .isNotEqualTo(keys.checkpointHmac(7, "ac"))
                .isNotEqualTo(others.checkpointHmac(7, "ab"));
    }

    @Test
    void leftoverOfAStartThatWasKilled_isNoHindrance() throws IOException {
        Path file = directory.resolve("master.key");
        Files.writeString(directory.resolve("master.key.new"), "half of a k");
        byte[] derived = MasterKey.of(null, file).derived("x");
        assertThat(MasterKey.of(null, file).derived("x")).isEqualTo(derived);
    }

    @Test
    void givenKey_countsAndMakesNoFile() {
        Path file = directory.resolve("master.key");
        assertThat(MasterKey.of(GIVEN, file).derived("x"))
                .isEqualTo(MasterKey.of(" " + GIVEN + "\n", file).derived("x"));
        assertThat(file).doesNotExist();
    }

    @Test
    void wrongLength_isRefusedInPlainWords() {
        String short31 = Base64.getEncoder().encodeToString(new byte[31]);
        for (String wrong : List.of(short31, "not base64 at all!", "AAAA")) {
            assertThatThrownBy(() -> MasterKey.of(wrong, directory.resolve("master.key")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("SHOPLEDGER_MASTER_KEY")
                    .hasMessageContaining("32 bytes in base64")
                    .hasMessageNotContaining(wrong);
        }
    }

    @Test
    void wrongLengthInTheFile_isRefusedAndNamesTheFile() throws IOException {
        Path file = directory.resolve("master.key");
        Files.writeString(file, "AAAA");
        assertThatThrownBy(() -> MasterKey.of(null, file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("32 bytes in base64");
        assertThat(file).hasContent("AAAA");
    }

    @Test
    void directoryThatCannotBeMade_isSaid() throws IOException {
        Path notADirectory = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> MasterKey.of(null, notADirectory.resolve("master.key")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SHOPLEDGER_MASTER_KEY");
    }

    /** Several processes may share the data directory: whoever comes second must not seal under a key that is then lost. */
    @Test
    void manyFirstStartsAtOnce_agreeOnOneKey() throws Exception {
        int starts = 8;
        ExecutorService processes = Executors.newFixedThreadPool(starts);
        try {
            for (int round = 0; round < 50; round++) {
                Path file = directory.resolve("round-" + round).resolve("master.key");
                CyclicBarrier together = new CyclicBarrier(starts);
                List<Future<byte[]>> keys = new ArrayList<>();
                for (int i = 0; i < starts; i++) {
                    keys.add(processes.submit(() -> {
                        together.await();
                        return MasterKey.of(null, file).derived("x");
                    }));
                }
                Set<String> different = new HashSet<>();
                for (Future<byte[]> key : keys) {
                    different.add(Base64.getEncoder().encodeToString(key.get()));
                }
                assertThat(different).hasSize(1);
            }
        } finally {
            processes.shutdownNow();
        }
    }
}
