package io.shopledger.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Where a process keeps its files: one process at a time, where it keeps a database in it. */
public final class DataDirectory implements AutoCloseable {
    private final Path path;
    private @Nullable FileChannel held;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /** Makes the directory, readable by its owner alone, where it is missing. */
    public static DataDirectory open(Path named) {
        Path path = named.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
                ownersOnly(path, "rwx------");
            }
            Files.delete(Files.createTempFile(path, "writable", null));
            return new DataDirectory(path.toRealPath());
        } catch (FileAlreadyExistsException file) {
            throw new CannotRun(
                    "%s is not a directory. Name a directory with --data-dir.".formatted(file.getFile()), file);
        } catch (IOException denied) {
            throw new CannotRun(
                    "Cannot write to the data directory %s: %s. Make it writable for this user, or name another with --data-dir."
                            .formatted(path, reason(denied)),
                    denied);
        }
    }

    /** Keeps other processes away until the end of this one, however it ends. @param port where this process listens */
    public void hold(int port) {
        if (!tryHold(", on port " + port)) {
            Path holder = path.resolve("shopledger.process");
            String who = "another process";
            try {
                who = Files.exists(holder) ? Files.readString(holder).strip() : who;
            } catch (IOException unreadable) {
                // it is held all the same
            }
            throw new CannotRun("%s is used by %s. Stop that process, or name another directory with --data-dir."
                    .formatted(path, who));
        }
    }

    /** As {@link #hold}. @param doing added to what is said of this process @return whether it is ours now */
    public boolean tryHold(String doing) {
        Path lock = path.resolve("shopledger.lock");
        Path holder = path.resolve("shopledger.process");
        try {
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock taken = channel.tryLock();
            if (taken == null) {
                channel.close();
                return false;
            }
            held = channel;
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            Files.writeString(
                    holder,
                    "process %d, started %s%s%n"
                            .formatted(ProcessHandle.current().pid(), now, doing));
            return true;
        } catch (IOException failure) {
            throw new CannotRun("Cannot lock the data directory %s: %s.".formatted(path, reason(failure)), failure);
        }
    }

    public Path path() {
        return path;
    }

    /** Releases the directory for the next process. */
    @Override
    public void close() {
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes a file's or directory's rights away from others, where the file system knows rights. */
    public static void ownersOnly(Path file, String rights) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        }
    }

    private static String reason(IOException failure) {
        return failure.getClass().getSimpleName().replace("Exception", "") + " " + failure.getMessage();
    }
}
