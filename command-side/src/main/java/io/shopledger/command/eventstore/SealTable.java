package io.shopledger.command.eventstore;

import io.shopledger.stored.SealHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Adds to the seals, in the caller's transaction, whose lock keeps others from doing the same. */
final class SealTable {
    private static final String ADD = """
            insert into events.seal (ordinal, first_index, last_index, events, sealed_at, hash, marks)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    /** With the moment at which the next one is sealed: now, and never before it. */
    private static final String LAST = """
            select s.ordinal, s.hash, greatest(clock_timestamp(), s.sealed_at), s.last_index
              from (select) one left join (select * from events.seal order by ordinal desc limit 1) s on true
            """;

    private SealTable() {}

    /**
     * The last seal there is; before the first, what that one follows.
     *
     * @param next when the next one is sealed
     */
    record Last(long ordinal, byte[] hash, Instant next, long index) {}

    static Last last(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LAST);
                ResultSet seal = query.executeQuery()) {
            seal.next();
            byte[] hash = seal.getBytes(2);
            return new Last(
                    seal.getLong(1), // 0 for none
                    hash == null ? SealHash.BEGINNING : hash,
                    seal.getObject(3, OffsetDateTime.class).toInstant(),
                    seal.getLong(4));
        }
    }

    static void add(Connection connection, SealedRows.Seal seal) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setLong(1, seal.ordinal());
            add.setLong(2, seal.first());
            add.setLong(3, seal.last());
            add.setInt(4, seal.events());
            add.setObject(5, seal.sealedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(6, seal.hash());
            add.setBytes(7, seal.marks());
            add.executeUpdate();
        }
    }
}
