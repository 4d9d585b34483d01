package io.shopledger.command.eventstore;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events in their table: each statement is short, so that a walk of hours holds no transaction open. */
final class EventRows implements StoredEvents {
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

    /** @param besideLedger whether the ledger's tables are in the same database */
    EventRows(JdbcTemplate jdbc, boolean besideLedger) {
        this.jdbc = jdbc;
        this.besideLedger = besideLedger;
    }

    @Override
    public List<Event> next(long after, long upTo, int most) {
        return events("where global_index > ? and global_index <= ?", most, after, upTo);
    }

    /** Both as of one moment. */
    @Override
    public @Nullable Event unsealed(long sealed) {
        List<Event> found = events("where global_index > (select coalesce(max(last_index), 0) from events.seal)", 1);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public List<Place> missingFrom(long index) {
        return jdbc.query(
                MISSING_WITHIN + (besideLedger ? " union " + MISSING_AT_THE_END : "") + " limit 2",
                (row, number) -> new Place(row.getString(1), row.getLong(2)),
                index);
    }

    @Override
    public OptionalLong lastSequence(String stream, long position) {
        Long last = jdbc.queryForObject(
                "select max(sequence_number) from events.domain_event where aggregate_identifier = ? and global_index <= ?",
                Long.class,
                stream,
                position);
        return OptionalLong.of(last == null ? -1 : last);
    }

    @Override
    public OptionalLong token(long position) {
        return OptionalLong.of(position);
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
