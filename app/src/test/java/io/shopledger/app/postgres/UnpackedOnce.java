package io.shopledger.app.postgres;

import io.shopledger.app.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Postgres's programs, which every data directory has of its own, unpacked once for all those of tests: it takes seconds. */
public final class UnpackedOnce {
    private static final Path SHARED = Path.of("target", "postgres-programs").toAbsolutePath();

    private UnpackedOnce() {}

    /** @param data a data directory, made where it is missing; one that has programs keeps them */
    public static Path forThe(Path data) {
        Path programs = data.resolve("postgres-programs");
        try {
            if (!Files.exists(programs)) {
                unpack();
                Files.createDirectories(data);
                DataDirectory.ownersOnly(data, "rwx------");
                Files.createSymbolicLink(programs, SHARED);
            }
        } catch (UnsupportedOperationException noLinksHere) {
            return data; // it unpacks its own
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return data;
    }

    private static void unpack() throws IOException {
        Files.createDirectories(SHARED.getParent());
        try (FileChannel lock = FileChannel.open(
                SHARED.resolveSibling("postgres-programs.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock(); // other JVMs run tests too
            PostgresBinaries.unpackedIn(SHARED);
        }
    }
}
