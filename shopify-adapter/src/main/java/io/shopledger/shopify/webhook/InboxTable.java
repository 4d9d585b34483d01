package io.shopledger.shopify.webhook;

import io.shopledger.webhook.Outcome;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes deliveries: their keys first, then those that are new, then what is counted; all in one transaction. */
@Component
class InboxTable {
    private static final String KEYS = """
            insert into ledger.delivery_key (key, received_at)
            select key, ? from unnest(?::bytea[]) key on conflict do nothing returning key
            """;

    private static final String INBOX = """
            insert into ledger.inbox (id, store_id, topic, webhook_id, event_id, api_version, triggered_at, received_at,
                   body_bytes, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String WAITING = "insert into ledger.waiting (rank, id, partition) values (?, ?, ?)";

    private static final String DEAD = """
            insert into ledger.dead_letter (inbox_id, store_id, topic, shop, reason, detail) values (?, ?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final DeliveryCounts counts;
    private final TopicPriorities priorities;

    InboxTable(JdbcTemplate jdbc, TransactionTemplate transaction, DeliveryCounts counts, TopicPriorities priorities) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.counts = counts;
        this.priorities = priorities;
    }

    void insert(List<Delivery> deliveries) {
        transaction.executeWithoutResult(status -> {
            List<Delivery> fresh = unknown(deliveries);
            DeliveryCounts.Sums sums = counts.sums();
            deliveries.forEach(delivery -> sums.received(delivery.store(), delivery.topic()));
            Set<Delivery> isFresh = new HashSet<>(fresh);
            deliveries.stream()
                    .filter(delivery -> !isFresh.contains(delivery))
                    .forEach(known -> sums.add(known.store(), known.topic(), Outcome.DUPLICATE));
            jdbc.batchUpdate(INBOX, fresh, fresh.size() + 1, InboxTable::bindInbox);
            List<Delivery> usable = fresh.stream().filter(d -> d.dead() == null).toList();
            jdbc.batchUpdate(WAITING, usable, usable.size() + 1, (insert, delivery) -> {
                insert.setLong(1, priorities.rank(delivery.topic(), delivery.receivedAt()));
                insert.setLong(2, delivery.id());
                insert.setInt(3, delivery.partition());
            });
            List<Delivery> dead = fresh.stream().filter(d -> d.dead() != null).toList();
            jdbc.batchUpdate(DEAD, dead, dead.size() + 1, InboxTable::bindDead);
            sums.store(DeliveryCounts.INBOX_SLOT);
        });
    }

    /** Takes the keys in their order, so that two processes never wait for each other in a circle. */
    private List<Delivery> unknown(List<Delivery> deliveries) {
        Set<ByteBuffer> all = new TreeSet<>();
        deliveries.forEach(delivery -> delivery.keys().forEach(key -> all.add(ByteBuffer.wrap(key))));
        Set<ByteBuffer> free = all.isEmpty() ? Set.of() : insertKeys(all);
        List<Delivery> fresh = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            boolean taken = false;
            for (byte[] key : delivery.keys()) {
                taken |= !free.remove(ByteBuffer.wrap(key)); // within one batch the first one takes it
            }
            if (!taken) {
                fresh.add(delivery);
            }
        }
        return fresh;
    }

    private Set<ByteBuffer> insertKeys(Set<ByteBuffer> keys) {
        Set<ByteBuffer> inserted = new HashSet<>();
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            Array sorted = connection.createArrayOf(
                    "bytea", keys.stream().map(ByteBuffer::array).toArray(byte[][]::new));
            try (PreparedStatement insert = connection.prepareStatement(KEYS)) {
                insert.setObject(1, Instant.now().atOffset(ZoneOffset.UTC));
                insert.setArray(2, sorted);
                try (ResultSet rows = insert.executeQuery()) {
                    while (rows.next()) {
                        inserted.add(ByteBuffer.wrap(rows.getBytes(1)));
                    }
                }
            }
            return null;
        });
        return inserted;
    }

    private static void bindInbox(PreparedStatement insert, Delivery delivery) throws SQLException {
        insert.setLong(1, delivery.id());
        insert.setLong(2, delivery.store());
        insert.setString(3, delivery.topic());
        insert.setString(4, delivery.webhookId());
        insert.setString(5, delivery.eventId());
        insert.setString(6, delivery.apiVersion());
        time(insert, 7, delivery.triggeredAt());
        time(insert, 8, delivery.receivedAt());
        insert.setInt(9, delivery.bodyBytes());
        insert.setBytes(10, delivery.body());
    }

    private static void bindDead(PreparedStatement insert, Delivery delivery) throws SQLException {
        DeadReason reason = java.util.Objects.requireNonNull(delivery.dead());
        insert.setLong(1, delivery.id());
        insert.setLong(2, delivery.store());
        insert.setString(3, delivery.topic());
        insert.setString(4, delivery.shop());
        insert.setString(5, reason.code());
        insert.setString(6, reason.detail());
    }

    private static void time(PreparedStatement insert, int position, @Nullable Instant time) throws SQLException {
        if (time == null) {
            insert.setNull(position, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            insert.setObject(position, time.atOffset(ZoneOffset.UTC));
        }
    }
}
