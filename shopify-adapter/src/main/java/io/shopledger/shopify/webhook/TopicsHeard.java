package io.shopledger.shopify.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tables {@code ledger.topic_heard} and {@code ledger.topic_day}: when wanted topics came, learnt each minute from the counts that
 * the inbox keeps anyway. No delivery costs more for it.
 */
@Component
class TopicsHeard {
    /** After a longer pause nobody knows what was heard when. */
    private static final Duration ATTENTION = Duration.ofMinutes(30);

    private static final String COUNTED = """
            select w.store_id, w.topic, coalesce(c.received, 0) as counted, h.received, h.heard_at, h.listening_since
              from ledger.wanted_topic w
              left join ledger.topic_heard h using (store_id, topic)
              left join (select store_id, topic, sum(count)::bigint as received from ledger.delivery_count
                          where outcome = 'received' group by 1, 2) c using (store_id, topic)
            """;

    private static final String FIRST = """
            insert into ledger.topic_heard (store_id, topic, received, listening_since)
            select store_id, topic, ?, ? from ledger.wanted_topic where store_id = ? and topic = ? on conflict do nothing
            """;

    private static final String HEARD = """
            update ledger.topic_heard set received = ?, heard_at = ?
             where store_id = ? and topic = ?
            """;

    private static final String DAY = """
            insert into ledger.topic_day as known (store_id, topic, day, deliveries, largest_gap)
            select store_id, topic, ?, ?, ? * interval '1 second' from ledger.wanted_topic where store_id = ? and topic = ?
            on conflict (store_id, topic, day) do update set deliveries = known.deliveries + excluded.deliveries,
                   largest_gap = greatest(known.largest_gap, excluded.largest_gap)
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TopicsHeard(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Counted(
            long store,
            String topic,
            long now,
            @Nullable Long before,
            @Nullable Instant heardAt,
            @Nullable Instant listeningSince) {

        /** @return how long it was quiet until now; zero where that was not listened to all the time */
        Duration gap(Instant now) {
            return heardAt == null || listeningSince == null || heardAt.isBefore(listeningSince)
                    ? Duration.ZERO
                    : Duration.between(heardAt, now);
        }
    }

    /** @param last when somebody looked before; absent where nobody did */
    void look(@Nullable Instant last) {
        Instant now = clock.instant();
        boolean attentive = last != null && last.isAfter(now.minus(ATTENTION));
        if (!attentive) {
            jdbc.update("update ledger.topic_heard set listening_since = ?", utc(now));
        }
        jdbc.query(COUNTED, (row, n) -> counted(row)).forEach(one -> note(one, now));
    }

    private void note(Counted one, Instant now) {
        if (one.before() == null) {
            jdbc.update(FIRST, one.now(), utc(now), one.store(), one.topic());
        } else if (one.now() > one.before()) {
            transaction.executeWithoutResult(status -> {
                LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
                jdbc.update(DAY, today, one.now() - one.before(), one.gap(now).toSeconds(), one.store(), one.topic());
                jdbc.update(
                        "delete from ledger.topic_day where store_id = ? and topic = ? and day <= ?",
                        one.store(),
                        one.topic(),
                        today.minusDays(Rhythm.DAYS));
                jdbc.update(HEARD, one.now(), utc(now), one.store(), one.topic());
            });
        }
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(
                row.getLong("store_id"),
                row.getString("topic"),
                row.getLong("counted"),
                row.getObject("received", Long.class),
                instant(row, "heard_at"),
                instant(row, "listening_since"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
