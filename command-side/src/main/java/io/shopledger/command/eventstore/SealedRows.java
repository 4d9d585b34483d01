package io.shopledger.command.eventstore;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Seals and the events that they cover, in their order, some at a time: each statement is short, so that a walk of hours holds
 * no transaction open.
 */
final class SealedRows {
    static final int SEALS_AT_A_TIME = 250;
    static final int EVENTS_AT_A_TIME = 500;

    private final JdbcTemplate jdbc;
    private final StoredEvents events;
    private final Deque<StoredEvents.Event> read = new ArrayDeque<>();
    private long position = Long.MIN_VALUE; // also what was put before the first is met

    /** @param jdbc where the seals are */
    SealedRows(JdbcTemplate jdbc, StoredEvents events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    record Seal(
            long ordinal, long first, long last, int events, Instant sealedAt, byte[] hash, byte @Nullable [] marks) {}

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
    StoredEvents.@Nullable Event peek(long upTo) {
        if (read.isEmpty() && position < upTo) {
            read.addAll(events.next(position, upTo, EVENTS_AT_A_TIME));
            position = read.isEmpty() ? upTo : read.getLast().index();
        }
        StoredEvents.Event next = read.peek();
        return next == null || next.index() > upTo ? null : next;
    }

    void take() {
        read.remove();
    }

    long seals() {
        return jdbc.queryForObject("select coalesce(max(ordinal), 0) from events.seal", Long.class);
    }
}
