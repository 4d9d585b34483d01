package io.shopledger.command.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Array;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Events in a Postgres database of their own, with connections and transactions of their own. */
final class ForeignPostgres implements ForeignEventStore, AutoCloseable {
    private static final int CONNECTIONS_IDLE = 2;
    private static final int CONNECTIONS_MAX = 30;
    private static final long CONNECT_MILLIS = 3_000;

    private final HikariDataSource connections;
    private final DataSourceTransactionManager transactions;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    private ForeignPostgres(HikariDataSource connections) {
        this.connections = connections;
        transactions = new DataSourceTransactionManager(connections);
        // It runs within transactions of the ledger, whose synchronisations are none of its own.
        transactions.setTransactionSynchronization(DataSourceTransactionManager.SYNCHRONIZATION_NEVER);
        jdbc = new JdbcTemplate(connections);
        transaction = new TransactionTemplate(transactions);
    }

    /** Connects, and makes the tables where they are missing. */
    static ForeignPostgres at(String url, String user, String password) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("shopledger-events");
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMinimumIdle(CONNECTIONS_IDLE);
        pool.setMaximumPoolSize(CONNECTIONS_MAX);
        pool.setConnectionTimeout(CONNECT_MILLIS);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        HikariDataSource connections = new HikariDataSource(pool);
        try {
            Flyway.configure()
                    .dataSource(connections)
                    .locations("classpath:db/event-store")
                    .defaultSchema("events")
                    .createSchemas(true)
                    .table("flyway_events")
                    .ignoreMigrationPatterns(new String[0]) // scripts of a newer build are refused
                    .load()
                    .migrate();
        } catch (RuntimeException failure) {
            connections.close();
            throw failure;
        }
        return new ForeignPostgres(connections);
    }

    EventDatabase database() {
        return new EventDatabase(
                new SpringDataSourceConnectionProvider(connections),
                new SpringTransactionManager(transactions),
                AppendDeadline::check);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    /**
     * An append holds the lock from its first insert to its commit: with the lock in hand none is between the two, and
     * that of a process which is dead can no longer begin.
     */
    @Override
    public Map<String, Long> lastSequences(Collection<String> streams) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, SealingEventStorageEngine.APPEND_LOCK);
            return read(streams);
        }));
    }

    private Map<String, Long> read(Collection<String> streams) {
        Map<String, Long> last = new HashMap<>();
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            Array keys = connection.createArrayOf("text", streams.toArray());
            try (var query = connection.prepareStatement("select aggregate_identifier, max(sequence_number)"
                    + " from events.domain_event where aggregate_identifier = any(?) group by 1")) {
                query.setArray(1, keys);
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        last.put(rows.getString(1), rows.getLong(2));
                    }
                }
            }
            return null;
        });
        return last;
    }

    /** Such failures have the state of an {@code SQLException}, by which they are told from others everywhere. */
    @Override
    public boolean isTheReason(Throwable failure) {
        return false;
    }

    @Override
    public void close() {
        connections.close();
    }
}
