package io.shopledger.shopify;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** One Postgres server for all tests of this JVM. Each test class has a database of its own, copied from a migrated one. */
public final class RealPostgres {
    private static final String MIGRATED = "migrated";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private RealPostgres() {}

    /** @return a pool on a fresh database, migrated as the service does it; the caller closes it */
    public static HikariDataSource database(int connections) {
        String name = "test_" + DATABASES.incrementAndGet();
        Server.execute("create database " + name + " template " + MIGRATED);
        return pool(name, connections);
    }

    private static HikariDataSource pool(String name, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Server.POSTGRES.getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true");
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(15_000); // ms; at the end of all tests the server goes before those who wait for it
        return new HikariDataSource(config);
    }

    /** Started when the first test asks for a database. */
    private static final class Server {
        private static final Path RUNS = Path.of("target", "postgres");
        private static final EmbeddedPostgres POSTGRES = start();

        static {
            execute("create database " + MIGRATED);
            try (HikariDataSource source = pool(MIGRATED, 2)) {
                new AdapterWiring().adapterMigrations(source).afterPropertiesSet();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static EmbeddedPostgres start() {
            try {
                Path mine = RUNS.resolve(String.valueOf(ProcessHandle.current().pid()));
                Files.createDirectories(mine);
                Thread cleaner = new Thread(Server::deleteEarlierRuns, "earlier-runs");
                cleaner.setDaemon(true);
                cleaner.start();
                return EmbeddedPostgres.builder()
                        .setDataDirectory(mine.toAbsolutePath())
                        .setCleanDataDirectory(false) // many databases: it would hold up the end of the JVM
                        .setServerConfig("unix_socket_directories", "''")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** Each lies under the number of its process. */
        private static void deleteEarlierRuns() {
            try (Stream<Path> runs = Files.list(RUNS)) {
                for (Path run : runs.toList()) {
                    if (ProcessHandle.of(Long.parseLong(run.getFileName().toString()))
                            .isEmpty()) {
                        FileSystemUtils.deleteRecursively(run.toFile()); // another JVM may be at it, too
                    }
                }
            } catch (IOException inUse) {
                throw new UncheckedIOException(inUse);
            }
        }

        private static void execute(String statement) {
            try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                    Statement sql = connection.createStatement()) {
                sql.execute(statement);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
