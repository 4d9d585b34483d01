package io.shopledger.app.postgres;

import io.shopledger.app.CannotRun;
import io.shopledger.app.DataDirectory;
import io.shopledger.app.postgres.PostgresPrograms.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The Postgres that comes in our jar, durable, on the loopback interface, with its data in the data directory. */
public final class LocalPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
    private static final String USER = "shopledger";
    private static final int TRIES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Path data;
    private final PostgresPrograms programs;
    private String password = "";
    private int port;
    private volatile boolean closing;

    private LocalPostgres(Path folder, PostgresPrograms programs) {
        this.folder = folder;
        this.data = folder.resolve("postgres");
        this.programs = programs;
    }

    /** Starts it on {@code folder/postgres}; the caller holds the folder, so that nobody else does the same. */
    public static LocalPostgres start(Path folder) {
        try {
            PostgresPrograms programs =
                    PostgresPrograms.of(PostgresBinaries.unpackedIn(folder.resolve("postgres-programs")));
            LocalPostgres postgres = new LocalPostgres(folder, programs);
            postgres.initialise();
            new LeftBehind(programs, postgres.data).stop();
            postgres.startServer();
            try {
                postgres.createDatabase();
                Durability.check(postgres.database(), "The embedded Postgres", Duration.ofSeconds(5));
            } catch (RuntimeException | SQLException failure) {
                postgres.close();
                throw failure;
            }
            return postgres;
        } catch (IOException | SQLException failure) {
            throw new CannotRun(
                    "The embedded Postgres in %s cannot start: %s.".formatted(folder, failure.getMessage()), failure);
        }
    }

    /** Whether a database was ever made in {@code folder}. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve("postgres").resolve("PG_VERSION"));
    }

    /** How to reach the one that another process runs, or is about to, in {@code folder}. */
    public static Database running(Path folder) {
        Database database;
        try {
            String password =
                    Files.readString(folder.resolve("postgres.password")).strip();
            int port = Integer.parseInt(
                    Files.readString(folder.resolve("postgres.port")).strip());
            database = DatabaseUrl.of("127.0.0.1:" + port, USER, USER, password, Map.of());
        } catch (IOException | NumberFormatException notYet) {
            throw new CannotRun(
                    "The database in %s is still starting. Try again in a moment.".formatted(folder), notYet);
        }
        Durability.check(database, "The embedded Postgres", PATIENCE);
        return database;
    }

    /** How to reach it now; the port may be another after each start. */
    public Database database() {
        return database(USER);
    }

    private Database database(String name) {
        return DatabaseUrl.of("127.0.0.1:" + port, name, USER, password, Map.of());
    }

    /** Starts it again, on its port, whenever it ends without having been asked: killed, or out of disk space. */
    public void keepRunning() {
        Thread thread = new Thread(this::watch, "postgres-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        String told = "";
        while (!closing) {
            try {
                Optional<ProcessHandle> server = new LeftBehind(programs, data).process();
                if (server.isPresent()) {
                    server.get().onExit().join();
                    continue;
                }
                if (told.isEmpty()) {
                    LOG.warn("The embedded Postgres has ended, and is started again");
                    told = "ended";
                }
                String failure = startAgain();
                if (failure.isEmpty()) {
                    LOG.warn("The embedded Postgres runs again");
                    told = "";
                } else if (!failure.equals(told)) {
                    LOG.warn("The embedded Postgres does not start yet: {}", failure);
                    told = failure;
                }
            } catch (IOException unreadable) {
                LOG.debug("The embedded Postgres's files cannot be read", unreadable);
            }
            pause();
        }
    }

    /** @return why it does not start; empty where it runs */
    private synchronized String startAgain() throws IOException {
        if (closing) {
            return "";
        }
        Path log = folder.resolve("postgres.log");
        long before = Files.exists(log) ? Files.size(log) : 0;
        Outcome outcome = programs.start(data, log);
        if (outcome.code() == 0) {
            return "";
        }
        String said = Files.exists(log)
                ? Files.readString(log, StandardCharsets.ISO_8859_1).substring((int) Math.min(before, Files.size(log)))
                : outcome.output();
        return reason(said.isBlank() ? outcome.output() : said);
    }

    /** Ends connections, writes a checkpoint and waits for the end. */
    @Override
    public void close() {
        closing = true;
        stop();
    }

    private synchronized void stop() {
        try {
            Optional<ProcessHandle> server = new LeftBehind(programs, data).process();
            if (programs.stop(data, "fast", 60).code() != 0) {
                programs.stop(data, "immediate", 20);
            }
            server.ifPresent(LeftBehind::ended);
        } catch (IOException failure) {
            throw new CannotRun("The embedded Postgres does not stop: " + failure.getMessage(), failure);
        }
    }

    /** Makes the database files, whole or not at all. */
    private void initialise() throws IOException {
        int brought = programs.majorVersion();
        Path version = data.resolve("PG_VERSION");
        if (Files.exists(version)) {
            String found = Files.readString(version).strip();
            if (!found.equals(Integer.toString(brought))) {
                throw new CannotRun(
                        "%s was written by Postgres %s; this Shopledger brings %d and cannot read it. See UPGRADING.md."
                                .formatted(data, found, brought));
            }
            if (!Files.exists(passwordFile())) {
                throw new CannotRun(
                        "%s is missing; without it the data in %s cannot be opened. Restore it from a backup."
                                .formatted(passwordFile(), data));
            }
            password = Files.readString(passwordFile()).strip();
            return;
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        password = HexFormat.of().formatHex(random);
        secretFile(passwordFile(), password);
        Path fresh = folder.resolve("postgres.new");
        FileSystemUtils.deleteRecursively(fresh);
        Outcome outcome = programs.initdb(fresh, passwordFile(), USER);
        if (outcome.code() != 0) {
            throw new CannotRun("The embedded Postgres cannot make its files in %s: %s"
                    .formatted(data, lastLine(outcome.output())));
        }
        Files.move(fresh, data);
    }

    private void startServer() throws IOException {
        Path log = folder.resolve("postgres.log");
        if (Files.exists(log)) {
            Files.move(log, folder.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            Files.writeString(data.resolve("postgresql.conf"), ServerSettings.text(port));
            Outcome outcome = programs.start(data, log);
            if (outcome.code() == 0) {
                secretFile(portFile(), Integer.toString(port));
                return;
            }
            String said = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : outcome.output();
            boolean passes = said.contains("could not bind") || said.contains("is still in use");
            if (!passes || attempt == TRIES) {
                throw new CannotRun("The embedded Postgres does not start: %s See %s.".formatted(reason(said), log));
            }
            pause();
        }
    }

    private void createDatabase() throws SQLException {
        Database start = database("postgres");
        try (Connection connection = DriverManager.getConnection(start.url(), start.user(), start.password());
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("select from pg_database where datname = '" + USER + "'")
                    .next()) {
                statement.execute("create database " + USER);
            }
        }
    }

    /** The port of last time where it is free, so that a saved connection goes on working. */
    private int freePort() throws IOException {
        int last = Files.exists(portFile())
                ? Integer.parseInt(Files.readString(portFile()).strip())
                : 0;
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), last));
            return socket.getLocalPort();
        } catch (IOException taken) {
            Files.delete(portFile());
            return freePort();
        }
    }

    private Path portFile() {
        return folder.resolve("postgres.port");
    }

    private Path passwordFile() {
        return folder.resolve("postgres.password");
    }

    private static void secretFile(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        DataDirectory.ownersOnly(file, "rw-------");
        Files.writeString(file, text + "\n");
    }

    private static String reason(String log) {
        return log.lines()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                .reduce((first, last) -> last)
                .map(line -> line.substring(line.indexOf(": ") + 2).strip() + ".")
                .orElseGet(() -> lastLine(log));
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce((first, last) -> last).orElse("no reason given");
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
