package io.shopledger.app.postgres;

import io.shopledger.app.CannotRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A server that a killed process left running on our data: stopped, so that the next one has our settings. */
final class LeftBehind {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final PostgresPrograms programs;
    private final Path data;
    private final Path pidFile;

    LeftBehind(PostgresPrograms programs, Path data) {
        this.programs = programs;
        this.data = data;
        this.pidFile = data.resolve("postmaster.pid");
    }

    /** Stops the server of {@code postmaster.pid} where it lives and is one on this very directory, and touches nothing else. */
    void stop() throws IOException {
        Optional<ProcessHandle> named = process();
        if (named.isEmpty()) {
            return; // ended: Postgres itself clears the file away
        }
        ProcessHandle process = named.get();
        switch (kind(process)) {
            case OURS -> end(process);
            case UNRELATED -> Files.deleteIfExists(pidFile); // Postgres would take the number's new owner for a server
            case UNKNOWN -> {} // Postgres itself decides, and refuses where it must
        }
    }

    private void end(ProcessHandle process) throws IOException {
        programs.stop(data, "fast", 30);
        if (!ended(process)) {
            programs.stop(data, "immediate", 15);
        }
        if (!ended(process)) {
            throw new CannotRun(
                    "The Postgres that an earlier run left behind (process %d on %s) does not stop. Stop it: kill %1$d"
                            .formatted(process.pid(), data));
        }
    }

    /**
     * Waits a little: {@code pg_ctl} is content when the pid file is gone, which is just before the process is. One that has ended
     * may be listed on for seconds, or for ever in a container, until the first process of all asks for its exit code.
     */
    static boolean ended(ProcessHandle process) {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (runs(process) && System.nanoTime() < patience) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return !runs(process);
    }

    private static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String told = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return !told.substring(told.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException noSuchFileHere) {
            return process.isAlive();
        }
    }

    /** The live process that {@code postmaster.pid} names, whatever it is. */
    Optional<ProcessHandle> process() throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
    }

    private enum Kind {
        OURS,
        UNRELATED,
        UNKNOWN
    }

    private Kind kind(ProcessHandle process) throws IOException {
        Optional<String> command = process.info().command();
        if (command.isEmpty()) {
            return Kind.UNKNOWN;
        }
        if (!Path.of(command.get()).getFileName().toString().startsWith("postgres")) {
            return Kind.UNRELATED;
        }
        Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        if (Files.exists(workingDirectory)) { // a server works in its data directory
            return Files.isSameFile(workingDirectory, data) ? Kind.OURS : Kind.UNRELATED;
        }
        return process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(data.toString()) ? Kind.OURS : Kind.UNRELATED)
                .orElse(Kind.UNKNOWN);
    }
}
