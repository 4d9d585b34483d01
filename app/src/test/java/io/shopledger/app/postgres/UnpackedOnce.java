package io.shopledger.app.postgres;

import io.shopledger.app.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Postgres's programs, which every data directory has of its own, unpacked once for all those of tests: it takes seconds. */
public final class UnpackedOnce {
    private static final Path SHARED = Path.of("target", "postgres-programs").toAbsolutePath();

    private UnpackedOnce() {}

    /** @param data a data directory, made where it is missing; one that has programs keeps them @return the same */
    public static Path forThe(Path data) {
        Path programs = data.resolve("postgres-programs");
        try {
            if (!Files.exists(programs)) {
                unpack();
                Files.createDirectories(data);
                DataDirectory.ownersOnly(data, "rwx------");
                link(programs);
            }
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

    /** File by file: a link to the folder would be followed by whoever clears up. */
    private static void link(Path programs) throws IOException {
        Files.walkFileTree(SHARED, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes of) throws IOException {
                Files.createDirectories(there(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes of) throws IOException {
                try {
                    Files.createLink(there(file), file);
                } catch (IOException | UnsupportedOperationException onAnotherDisk) {
                    Files.copy(file, there(file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                }
                return FileVisitResult.CONTINUE;
            }

            private Path there(Path of) {
                return programs.resolve(SHARED.relativize(of));
            }
        });
    }
}
