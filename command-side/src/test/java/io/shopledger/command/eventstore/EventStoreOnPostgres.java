package io.shopledger.command.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.shopledger.command.customer.Customers;
import io.shopledger.command.inventory.InventoryItems;
import io.shopledger.command.order.Orders;
import io.shopledger.command.product.Products;
import io.shopledger.stored.StoredNames;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The event store as it is wired for production, on a real Postgres with durable settings and an empty database. */
public final class EventStoreOnPostgres implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final HikariDataSource connections;
    private final JdbcTemplate jdbc;
    private final TransactionManager transactions;
    private final DataSourceTransactionManager ledger;
    private final EventStorageEngine engine;
    private final EventStore store;
    private final @Nullable ForeignPostgres foreign;

    private EventStoreOnPostgres(EmbeddedPostgres postgres, boolean apart) throws Exception {
        this.postgres = postgres;
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(postgres.getPostgresDatabase());
        pool.setMaximumPoolSize(8);
        connections = new HikariDataSource(pool);
        jdbc = new JdbcTemplate(connections);

        EventStoreWiring wiring = new EventStoreWiring();
        var migrations = wiring.commandMigrations(connections);
        migrations.afterPropertiesSet();
        StoredNames names = wiring.storedNames(List.of(
                Orders.snapshotNames(),
                Products.snapshotNames(),
                Customers.snapshotNames(),
                InventoryItems.snapshotNames()));
        Configuration axon = DefaultConfigurer.defaultConfiguration(false).buildConfiguration();
        ledger = new DataSourceTransactionManager(connections);
        transactions = wiring.axonTransactionManager(ledger);
        foreign = apart ? connectForeign() : null;
        engine = wiring.eventStorageEngine(
                wiring.eventSerializer(names),
                names,
                axon,
                foreign == null
                        ? new EventDatabase(wiring.connectionProvider(connections), transactions, () -> {})
                        : foreign.database(),
                wiring.persistenceExceptionResolver(),
                migrations);
        store = wiring.eventStore(Optional.empty(), engine, axon);
    }

    private ForeignPostgres connectForeign() {
        jdbc.execute("create database events");
        return ForeignPostgres.at(postgres.getJdbcUrl("postgres", "events"), "postgres", "postgres");
    }

    public static EventStoreOnPostgres start() throws Exception {
        return start(false);
    }

    /** Events in a database of their own. */
    public static EventStoreOnPostgres startApart() throws Exception {
        return start(true);
    }

    private static EventStoreOnPostgres start(boolean apart) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        return new EventStoreOnPostgres(postgres, apart);
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    /** @return what {@link #transactions} begins its transactions with */
    public PlatformTransactionManager ledger() {
        return ledger;
    }

    public TransactionManager transactions() {
        return transactions;
    }

    /** @return the database of {@link #startApart} */
    public ForeignEventStore foreign() {
        return Objects.requireNonNull(foreign);
    }

    /** @return where the events are of {@link #startApart} */
    JdbcTemplate events() {
        return Objects.requireNonNull(foreign).jdbc();
    }

    public EventStorageEngine engine() {
        return engine;
    }

    public EventStore store() {
        return store;
    }

    /** Forgets every event, seal, snapshot and watermark. */
    public void empty() {
        jdbc.execute("truncate events.domain_event, events.seal, public.snapshot_event, ledger.watermark");
        jdbc.execute("alter sequence events.domain_event_seq restart");
    }

    @Override
    public void close() {
        if (foreign != null) {
            foreign.close();
        }
        connections.close();
        try {
            postgres.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
