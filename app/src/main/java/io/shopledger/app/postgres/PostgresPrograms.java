package io.shopledger.app.postgres;

import io.shopledger.app.CannotRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs Postgres's own programs, which refuse to be root: for root they get a user namespace without it. */
final class PostgresPrograms {
    private final PostgresBinaries binaries;
    private final List<String> prefix;

    private PostgresPrograms(PostgresBinaries binaries, List<String> prefix) {
        this.binaries = binaries;
        this.prefix = prefix;
    }

    static PostgresPrograms of(PostgresBinaries binaries) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new PostgresPrograms(binaries, List.of());
        }
        Outcome probe;
        try {
            probe = execute(List.of("unshare", "-U", "id", "-u"));
        } catch (IOException noUnshare) {
            probe = new Outcome(127, "");
        }
        if (probe.code() != 0 || probe.output().strip().equals("0")) {
            throw new CannotRun(
                    "Postgres refuses to run as root, and this system forbids user namespaces."
                            + " Run Shopledger as an ordinary user, or set DATABASE_URL to a Postgres 17 or newer of your own.");
        }
        return new PostgresPrograms(binaries, List.of("unshare", "-U"));
    }

    /** The number before the dot of {@code postgres (PostgreSQL) 18.6}. */
    int majorVersion() throws IOException {
        String said = run("postgres", "--version").output().strip();
        return Integer.parseInt(said.substring(said.lastIndexOf(' ') + 1).split("\\D")[0]);
    }

    Outcome initdb(Path data, Path passwordFile, String user) throws IOException {
        return run(
                "initdb",
                "--pgdata=" + data,
                "--username=" + user,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin", // sorts the same on every system and in every year
                "--builtin-locale=C.UTF-8",
                "--locale=C");
    }

    /** Waits until the server accepts connections, crash recovery included. */
    Outcome start(Path data, Path log) throws IOException {
        return run("pg_ctl", "-D", data.toString(), "-l", log.toString(), "-w", "-t", "600", "start");
    }

    /** @param mode {@code fast} ends connections and writes a checkpoint; {@code immediate} leaves that to the next start */
    Outcome stop(Path data, String mode, int seconds) throws IOException {
        return run("pg_ctl", "-D", data.toString(), "-m", mode, "-w", "-t", Integer.toString(seconds), "stop");
    }

    private Outcome run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(binaries.program(program));
        command.addAll(List.of(arguments));
        return execute(command);
    }

    private static Outcome execute(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Outcome(process.waitFor(), output);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + command.get(0) + " ran", interrupted);
        }
    }

    record Outcome(int code, String output) {}
}
