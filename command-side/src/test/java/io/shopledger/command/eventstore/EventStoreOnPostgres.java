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
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The event store as it is wired for production, on a real Postgres with durable settings and an empty database. */
public final class EventStoreOnPostgres implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final HikariDataSource connections;
    private final JdbcTemplate jdbc;
    private final TransactionManager transactions;
    private final EventStorageEngine engine;
    private final EventStore store;

    private EventStoreOnPostgres(EmbeddedPostgres postgres) throws Exception {
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
        transactions = wiring.axonTransactionManager(new DataSourceTransactionManager(connections));
        engine = wiring.eventStorageEngine(
                wiring.eventSerializer(names),
                names,
                axon,
                new EventDatabase(wiring.connectionProvider(connections), transactions, () -> {}),
                wiring.persistenceExceptionResolver(),
                migrations);
        store = wiring.eventStore(engine, axon);
    }

    public static EventStoreOnPostgres start() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        return new EventStoreOnPostgres(postgres);
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    public TransactionManager transactions() {
        return transactions;
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
        connections.close();
        try {
            postgres.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
