package io.shopledger.command.eventstore;

import io.shopledger.stored.SealHash;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * Axon's JDBC engine with two promises more. Every append holds one advisory lock from its first insert to its commit, so
 * that the order of the global index is the order of commits and no reader can skip an event that is filled in late. And
 * every append is sealed: a row whose hash covers its events, the seal before it and its time.
 */
final class SealingEventStorageEngine extends JdbcEventStorageEngine {
    /** The number of the append lock among Postgres's advisory locks; the same in every process. */
    static final long APPEND_LOCK = 0x5348_4F50_4C45_4447L;

    private static final String APPEND = """
            insert into events.domain_event (global_index, event_identifier, aggregate_identifier, sequence_number,
                   type, time_stamp, payload_type, payload_revision, payload, meta_data)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final TransactionManager transactions;
    private final Runnable beforeCommit;

    SealingEventStorageEngine(Builder builder, EventDatabase database) {
        super(builder.connectionProvider(database.connections()).transactionManager(database.transactions()));
        this.transactions = database.transactions();
        this.beforeCommit = database.beforeCommit();
    }

    private record Row(
            DomainEventMessage<?> event, SerializedObject<byte[]> payload, SerializedObject<byte[]> metadata) {
        String timestamp() {
            return DateTimeUtils.formatInstant(event.getTimestamp());
        }
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        List<Row> rows = events.stream().map(event -> row(event, serializer)).toList(); // before the lock is taken
        transactions.executeInTransaction(() -> {
            try {
                append(getConnection(), rows);
            } catch (SQLException failure) {
                handlePersistenceException(failure, events.get(0));
            }
            beforeCommit.run();
        });
    }

    private void append(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, APPEND_LOCK);
            lock.execute();
        }
        // Statements of their own: only one that begins after the lock was granted sees the seal before.
        SealTable.Last last = SealTable.last(connection);
        long first = nextIndexes(connection, rows.size());
        long ordinal = last.ordinal() + 1;
        SealHash hash = new SealHash(last.hash(), ordinal);
        ByteBuffer marks = ByteBuffer.allocate(rows.size() * SealHash.MARK_BYTES);
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            long index = first;
            for (Row row : rows) {
                bind(insert, index++, row);
                insert.addBatch();
                marks.put(hash.add(
                                row.event().getAggregateIdentifier(),
                                row.event().getSequenceNumber(),
                                row.event().getIdentifier(),
                                row.event().getType(),
                                row.payload().getType().getName(),
                                row.payload().getType().getRevision(),
                                row.timestamp(),
                                row.payload().getData(),
                                row.metadata().getData())
                        .mark());
            }
            insert.executeBatch();
        }
        SealTable.add(
                connection,
                new SealedRows.Seal(
                        ordinal,
                        first,
                        first + rows.size() - 1,
                        rows.size(),
                        last.next(),
                        hash.value(last.next()),
                        marks.array()));
    }

    /** Takes {@code count} indexes in a row: under the append lock nobody else takes one in between. */
    private static long nextIndexes(Connection connection, int count) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select min(i), max(i) from (select nextval('events.domain_event_seq') i from generate_series(1, ?)) n")) {
            query.setInt(1, count);
            try (ResultSet indexes = query.executeQuery()) {
                indexes.next();
                if (indexes.getLong(2) - indexes.getLong(1) != count - 1) {
                    throw new SQLException("events.domain_event_seq was used outside the append lock");
                }
                return indexes.getLong(1);
            }
        }
    }

    private static void bind(PreparedStatement insert, long index, Row row) throws SQLException {
        insert.setLong(1, index);
        insert.setString(2, row.event().getIdentifier());
        insert.setString(3, row.event().getAggregateIdentifier());
        insert.setLong(4, row.event().getSequenceNumber());
        insert.setString(5, row.event().getType());
        insert.setString(6, row.timestamp());
        insert.setString(7, row.payload().getType().getName());
        insert.setString(8, row.payload().getType().getRevision());
        insert.setBytes(9, row.payload().getData());
        insert.setBytes(10, row.metadata().getData());
    }

    private static Row row(EventMessage<?> message, Serializer serializer) {
        DomainEventMessage<?> event = message instanceof DomainEventMessage<?> domain
                ? domain
                : new GenericDomainEventMessage<>(null, message.getIdentifier(), 0L, message, message::getTimestamp);
        return new Row(
                event,
                event.serializePayload(serializer, byte[].class),
                event.serializeMetaData(serializer, byte[].class));
    }
}
