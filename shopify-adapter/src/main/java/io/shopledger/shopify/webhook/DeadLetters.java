package io.shopledger.shopify.webhook;

import io.shopledger.webhook.Outcome;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Deliveries that could not be used. They hold nothing back: each webhook carries the whole state, a later one supersedes. */
@Component
class DeadLetters {
    private static final String LETTERS = """
            select d.inbox_id, d.store_id, d.topic, d.shop, d.reason, d.detail, d.died_at, i.webhook_id, i.received_at,
                   i.body_bytes, i.body is not null
              from ledger.dead_letter d join ledger.inbox i on i.id = d.inbox_id
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final DeliveryCounts counts;
    private final InboxSignal signal;
    private final Clock clock;

    DeadLetters(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            DeliveryCounts counts,
            InboxSignal signal,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.counts = counts;
        this.signal = signal;
        this.clock = clock;
    }

    record DeadLetter(
            long id,
            long storeId,
            String topic,
            @Nullable String shop,
            String reason,
            @Nullable String detail,
            OffsetDateTime diedAt,
            @Nullable String webhookId,
            OffsetDateTime receivedAt,
            int bodyBytes,
            boolean bodyKept) {}

    List<DeadLetter> after(long store, long cursor, int limit) {
        return jdbc.query(
                LETTERS + " where d.store_id = ? and d.inbox_id > ? order by d.inbox_id limit ?",
                (row, n) -> letter(row),
                store,
                cursor,
                limit);
    }

    @Nullable
    DeadLetter find(long id) {
        return jdbc.query(LETTERS + " where d.inbox_id = ?", (row, n) -> letter(row), id).stream()
                .findFirst()
                .orElse(null);
    }

    /** Puts the delivery back into the queue, of the store that its shop's domain belongs to by now. @return whether it was dead */
    boolean retry(long id) {
        boolean done = Boolean.TRUE.equals(transaction.execute(status -> {
            int moved = jdbc.update("""
                    with letter as (delete from ledger.dead_letter where inbox_id = ? and store_id > 0 returning inbox_id)
                    insert into ledger.waiting (rank, id, partition) select ?, inbox_id, 0 from letter
                    """, id, clock.millis());
            return moved == 1;
        }));
        if (done) {
            signal.arrived();
        }
        return done;
    }

    /** Puts the delivery aside for good. @return whether it was dead */
    boolean discard(long id) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            DeadLetter letter = find(id);
            if (letter == null || jdbc.update("delete from ledger.dead_letter where inbox_id = ?", id) == 0) {
                return false;
            }
            jdbc.update(
                    "insert into ledger.outcome (inbox_id, outcome, reason, decided_at) values (?, ?, ?, ?)",
                    id,
                    Outcome.DISCARDED.word(),
                    letter.reason(),
                    clock.instant().atOffset(ZoneOffset.UTC));
            DeliveryCounts.Sums sums = counts.sums();
            sums.add(letter.storeId(), letter.topic(), Outcome.DISCARDED);
            sums.store(DeliveryCounts.INBOX_SLOT);
            return true;
        }));
    }

    private static DeadLetter letter(java.sql.ResultSet row) throws java.sql.SQLException {
        return new DeadLetter(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC),
                row.getInt(10),
                row.getBoolean(11));
    }
}
