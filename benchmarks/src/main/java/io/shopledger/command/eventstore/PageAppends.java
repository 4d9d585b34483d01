package io.shopledger.command.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.shopledger.Origin;
import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import io.shopledger.stored.StoredJson;
import io.shopledger.stored.StoredNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * Appends pages of events as the page handler does, and beside that what no event store could be faster than: the same rows, ready
 * as bytes, in plain JDBC batches of 100. It stands in this package since the event store is wired by it, and only here.
 */
public final class PageAppends implements AutoCloseable {
    private static final int EVENTS_A_PAGE = 250;
    private static final int ROWS_A_BATCH = 100;

    private final HikariDataSource connections;
    private final TransactionManager transactions;
    private final EventStore store;
    private final OrderRecord record;
    private long nextOrder = 1;

    /** @param url of an empty database @param record JSON of an order's record */
    public PageAppends(String url, String record) throws Exception {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url + "&reWriteBatchedInserts=true");
        pool.setMaximumPoolSize(2);
        connections = new HikariDataSource(pool);
        EventStoreWiring wiring = new EventStoreWiring();
        var migrations = wiring.commandMigrations(connections);
        migrations.afterPropertiesSet();
        StoredNames names = wiring.storedNames(List.of());
        Configuration axon = DefaultConfigurer.defaultConfiguration(false).buildConfiguration();
        transactions = wiring.axonTransactionManager(new DataSourceTransactionManager(connections));
        store = wiring.eventStore(
                Optional.empty(),
                wiring.eventStorageEngine(
                        wiring.eventSerializer(names),
                        names,
                        axon,
                        new EventDatabase(wiring.connectionProvider(connections), transactions, () -> {}),
                        wiring.persistenceExceptionResolver(),
                        migrations),
                axon);
        this.record = StoredJson.read(record, OrderRecord.class);
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema raw");
            statement.execute("create table raw.domain_event (like events.domain_event including all)");
        }
    }

    /** @return events a second through the event store, serialised, sealed, each page one commit */
    public double pages(int seconds) {
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        long events = 0;
        while (System.nanoTime() < end) {
            DefaultUnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
            work.attachTransaction(transactions);
            List<GenericDomainEventMessage<?>> page = new ArrayList<>(EVENTS_A_PAGE);
            for (int i = 0; i < EVENTS_A_PAGE; i++) {
                OrderPlaced event = event();
                page.add(
                        new GenericDomainEventMessage<>("Order", event.orderId().toString(), 0, event));
            }
            store.publish(page);
            work.commit();
            events += page.size();
        }
        return events / ((System.nanoTime() - start) / 1e9);
    }

    /** @return rows a second, each batch one commit */
    public double batches(int seconds) throws SQLException {
        byte[] payload = StoredJson.bytes(event());
        byte[] nothing = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        long rows = 0;
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            long first = nextOrder;
            long start = System.nanoTime();
            long end = start + TimeUnit.SECONDS.toNanos(seconds);
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into raw.domain_event (global_index, event_identifier, aggregate_identifier, sequence_number, type,
                           time_stamp, payload_type, payload_revision, payload, meta_data)
                    values (?, ?, ?, 0, 'Order', ?, 'order.OrderPlaced', '1', ?, ?)""")) {
                while (System.nanoTime() < end) {
                    for (int i = 0; i < ROWS_A_BATCH; i++) {
                        long number = first + rows++;
                        insert.setLong(1, number);
                        insert.setString(2, UUID.randomUUID().toString());
                        insert.setString(3, "order/1/" + number);
                        insert.setString(4, "2026-11-01T10:00:00.000000Z");
                        insert.setBytes(5, payload);
                        insert.setBytes(6, nothing);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                    connection.commit();
                }
            }
            nextOrder += rows;
            double took = (System.nanoTime() - start) / 1e9;
            connection.setAutoCommit(true);
            return rows / took;
        }
    }

    private OrderPlaced event() {
        Instant now = Instant.now();
        return new OrderPlaced(
                new OrderId(new StoreId(1), 7_000_000_000_000L + nextOrder++),
                record,
                new Origin(Via.WEBHOOK, UUID.randomUUID().toString(), now, now, null));
    }

    @Override
    public void close() {
        connections.close();
    }
}
