package io.shopledger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void missing_isMade_forItsOwnerAlone() throws Exception {
        try (DataDirectory directory = DataDirectory.open(folder.resolve("a/b c"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void held_namesItsHolder_andIsFreeAfterwards() throws Exception {
        try (DataDirectory directory = DataDirectory.open(folder)) {
            directory.hold(8010);
            assertThat(Files.readString(folder.resolve("shopledger.process")))
                    .startsWith("process " + ProcessHandle.current().pid() + ", started ")
                    .endsWith(", on port 8010\n");
        }
        try (DataDirectory directory = DataDirectory.open(folder)) {
            directory.hold(8011);
        }
    }

    @Test
    void aFile_isRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("is not a directory");
    }
}
