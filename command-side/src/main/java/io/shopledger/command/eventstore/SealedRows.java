package io.shopledger.command.eventstore;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Stored events and seals as they are in their tables, in their order, some at a time: each statement is short, so that a
 * walk of hours holds no transaction open.
 */
final class SealedRows {
    static final int SEALS_AT_A_TIME = 250;
    static final int EVENTS_AT_A_TIME = 500;

    private static final String COLUMNS = """
            select global_index, aggregate_identifier, sequence_number, event_identifier, type, payload_type, payload_revision,
                   time_stamp, payload, meta_data
              from events.domain_event
            """;

    private static final String MISSING_WITHIN = """
            select e.aggregate_identifier, coalesce(before.last, -1) + 1
              from events.domain_event e
              left join lateral (select max(b.sequence_number) as last from events.domain_event b
                                  where b.aggregate_identifier = e.aggregate_identifier
                                    and b.sequence_number < e.sequence_number) before on true
             where e.global_index > ? and e.sequence_number <> coalesce(before.last, -1) + 1
            """;

    /** A watermark knows the number of its stream's last event. */
    private static final String MISSING_AT_THE_END = """
            select w.stream, coalesce((select max(b.sequence_number) from events.domain_event b
                                        where b.aggregate_identifier = w.stream), -1) + 1
              from ledger.watermark w
             where w.sequence >= 0
               and not exists (select from events.domain_event e
                                where e.aggregate_identifier = w.stream and e.sequence_number = w.sequence)
            """;

    private final JdbcTemplate jdbc;
    private final boolean besideLedger;
    private final Deque<Event> read = new ArrayDeque<>();
    private long position = Long.MIN_VALUE;

    /** @param besideLedger whether the ledger's tables are in the same database */
    SealedRows(JdbcTemplate jdbc, boolean besideLedger) {
        this.jdbc = jdbc;
        this.besideLedger = besideLedger;
    }

    record Seal(
            long ordinal, long first, long last, int events, Instant sealedAt, byte[] hash, byte @Nullable [] marks) {}

    record Event(
            long index,
            String stream,
            long sequence,
            String id,
            @Nullable String aggregate,
            String type,
            @Nullable String revision,
            String timestamp,
            byte[] payload,
            byte[] metadata) {}

    /** An event of which no more than its place is known. */
    record Place(String stream, long sequence) {}

    List<Seal> sealsAfter(long ordinal) {
        return jdbc.query(
                "select ordinal, first_index, last_index, events, sealed_at, hash, marks from events.seal where ordinal > ?"
                        + " order by ordinal limit ?",
                (row, number) -> new Seal(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getInt(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getBytes(6),
                        row.getBytes(7)),
                ordinal,
                SEALS_AT_A_TIME);
    }

    /** The next event that was not taken yet. @param upTo the last index of those wanted */
    @Nullable
    Event peek(long upTo) {
        if (read.isEmpty() && position < upTo) {
            read.addAll(events("where global_index > ? and global_index <= ?", EVENTS_AT_A_TIME, position, upTo));
            position = read.isEmpty() ? upTo : read.getLast().index();
        }
        Event next = read.peek();
        return next == null || next.index() > upTo ? null : next;
    }

    void take() {
        read.remove();
    }

    /** @return the first event behind the last seal, both as of one moment; there is none unless it was put there by hand */
    @Nullable
    Event unsealed() {
        List<Event> found = events("where global_index > (select coalesce(max(last_index), 0) from events.seal)", 1);
        return found.isEmpty() ? null : found.get(0);
    }

    long seals() {
        return jdbc.queryForObject("select coalesce(max(ordinal), 0) from events.seal", Long.class);
    }

    /**
     * Where streams have events missing: before others of theirs, or, with the ledger's rows beside, at the end.
     *
     * @return the first missing one of each stream, two at most
     */
    List<Place> missingFrom(long index) {
        return jdbc.query(
                MISSING_WITHIN + (besideLedger ? " union " + MISSING_AT_THE_END : "") + " limit 2",
                (row, number) -> new Place(row.getString(1), row.getLong(2)),
                index);
    }

    private List<Event> events(String where, int limit, Object... values) {
        Object[] all = java.util.Arrays.copyOf(values, values.length + 1);
        all[values.length] = limit;
        return jdbc.query(
                COLUMNS + where + " order by global_index limit ?",
                (row, number) -> new Event(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getBytes(9),
                        row.getBytes(10)),
                all);
    }
}
