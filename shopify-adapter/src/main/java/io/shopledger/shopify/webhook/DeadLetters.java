package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.shopify.vault.BodySeal;
import io.shopledger.webhook.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;
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
    private final InboxTable table;
    private final InboxIds ids;
    private final BodySeal bodies;
    private final DeliveryCounts counts;
    private final InboxSignal signal;
    private final Clock clock;

    DeadLetters(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            InboxTable table,
            InboxIds ids,
            BodySeal bodies,
            DeliveryCounts counts,
            InboxSignal signal,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.table = table;
        this.ids = ids;
        this.bodies = bodies;
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

    /** Puts the delivery back into the queue. @return whether it was dead */
    boolean retry(long id) {
        return queued(() -> {
            int moved = jdbc.update("""
                    with letter as (delete from ledger.dead_letter where inbox_id = ? and store_id > 0 returning inbox_id)
                    insert into ledger.waiting (rank, id, partition) select ?, inbox_id, 0 from letter
                    """, id, clock.millis());
            return moved == 1;
        });
    }

    /**
     * Gives a delivery from a shop that was unknown then to the store that the shop is now: it is received anew, sealed
     * under that store's key alone, and here it counts as handled.
     *
     * @return whether it was dead
     */
    boolean retryAs(StoreId store, long id) {
        return queued(() -> {
            List<Delivery> kept = jdbc.query("""
                    select d.shop, i.topic, i.webhook_id, i.event_id, i.api_version, i.triggered_at, i.received_at,
                           i.body_bytes, i.body
                      from ledger.dead_letter d join ledger.inbox i on i.id = d.inbox_id
                     where d.inbox_id = ? and d.store_id = 0 and i.body is not null for update of d
                    """, (row, n) -> readdressed(store, row), id);
            if (kept.isEmpty()) {
                return false;
            }
            table.insert(kept);
            settle(id, Outcome.HANDLED, "moved");
            return true;
        });
    }

    private Delivery readdressed(StoreId store, ResultSet row) throws SQLException {
        OffsetDateTime triggeredAt = row.getObject("triggered_at", OffsetDateTime.class);
        return new Delivery(
                ids.next(),
                store.value(),
                row.getString("shop"),
                row.getString("topic"),
                row.getString("webhook_id"),
                row.getString("event_id"),
                row.getString("api_version"),
                triggeredAt == null ? null : triggeredAt.toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                0, // the dispatcher finds the right partition once it has read the body
                row.getInt("body_bytes"),
                bodies.seal(store.value(), bodies.open(0, row.getBytes("body"))),
                List.of(),
                null);
    }

    private boolean queued(BooleanSupplier work) {
        boolean done = Boolean.TRUE.equals(transaction.execute(status -> work.getAsBoolean()));
        if (done) {
            signal.arrived();
        }
        return done;
    }

    /** Puts the delivery aside for good. @return whether it was dead */
    boolean discard(long id) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            DeadLetter letter = find(id);
            return letter != null && settle(id, Outcome.DISCARDED, letter.reason());
        }));
    }

    private boolean settle(long id, Outcome outcome, String reason) {
        List<DeliveryCounts.Sums> gone = jdbc.query(
                "delete from ledger.dead_letter where inbox_id = ? returning store_id, topic",
                (row, n) -> {
                    DeliveryCounts.Sums sums = counts.sums();
                    sums.add(row.getLong(1), row.getString(2), outcome);
                    return sums;
                },
                id);
        if (gone.isEmpty()) {
            return false;
        }
        jdbc.update("update ledger.inbox set body = null where id = ? and body is not null", id); // of no use any more
        jdbc.update(
                "insert into ledger.outcome (inbox_id, outcome, reason, decided_at) values (?, ?, ?, ?)",
                id,
                outcome.word(),
                reason,
                clock.instant().atOffset(ZoneOffset.UTC));
        gone.get(0).store(DeliveryCounts.INBOX_SLOT);
        return true;
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
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
