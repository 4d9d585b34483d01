package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.webhook.SubscriptionWatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The watch from the tables of wishes and of what was heard. */
@Component
class PostgresSubscriptionWatch implements SubscriptionWatch {
    /** Comparisons are ten minutes apart; one that failed is no reason to doubt. */
    private static final Duration FRESH = Duration.ofMinutes(30);

    /** The days up to the last delivery, not up to now: a silence that lasts must not make itself usual. */
    private static final String ROWS = """
            select w.store_id, w.topic, w.address, w.wanted_since, w.in_force_since, w.seen_at, w.drift, w.refusal,
                   h.heard_at, h.listening_since, d.deliveries, d.days, d.largest_gap
              from ledger.wanted_topic w
              join ledger.store s on s.id = w.store_id and s.status <> 'disconnected'
              left join ledger.topic_heard h using (store_id, topic)
              cross join lateral (
                   select coalesce(sum(t.deliveries), 0)::bigint as deliveries, count(*)::int as days,
                          coalesce(extract(epoch from max(t.largest_gap)), 0)::bigint as largest_gap
                     from ledger.topic_day t
                    where t.store_id = w.store_id and t.topic = w.topic
                      and t.day > (h.heard_at at time zone 'UTC')::date - ?) d
            """;

    private static final String ORDER = " order by w.store_id, w.topic";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    PostgresSubscriptionWatch(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Watched> all() {
        Instant now = clock.instant();
        return jdbc.query(ROWS + ORDER, (row, n) -> watched(row, now), Rhythm.DAYS);
    }

    @Override
    public List<Watched> of(StoreId store) {
        Instant now = clock.instant();
        return jdbc.query(
                ROWS + " where w.store_id = ?" + ORDER, (row, n) -> watched(row, now), Rhythm.DAYS, store.value());
    }

    private static Watched watched(ResultSet row, Instant now) throws SQLException {
        String drift = row.getString("drift");
        Instant seenAt = instant(row, "seen_at");
        Instant listening = instant(row, "listening_since");
        Rhythm rhythm = new Rhythm(
                row.getLong("deliveries"),
                row.getInt("days"),
                Duration.ofSeconds(row.getLong("largest_gap")),
                instant(row, "heard_at"),
                listening == null ? now : listening);
        return new Watched(
                new StoreId(row.getLong("store_id")),
                row.getString("topic"),
                row.getString("address"),
                row.getObject("wanted_since", OffsetDateTime.class).toInstant(),
                instant(row, "in_force_since"),
                seenAt,
                rhythm.heardAt(),
                rhythm.patience(),
                state(drift, seenAt, rhythm, now),
                drift,
                drift == null ? null : row.getString("refusal"));
    }

    private static State state(@Nullable String drift, @Nullable Instant seenAt, Rhythm rhythm, Instant now) {
        if (drift != null) {
            return State.DRIFTED;
        }
        if (seenAt == null || seenAt.plus(FRESH).isBefore(now)) {
            return State.UNCHECKED;
        }
        return rhythm.isSilentTooLong(now) ? State.SILENT : State.IN_FORCE;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
