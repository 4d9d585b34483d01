package io.shopledger.shopify.webhook;

import io.shopledger.shopify.http.NotPossible;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.webhook.DeliveryLedger;
import io.shopledger.webhook.Outcome;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of a store's webhooks: counted, and one by one. */
@RestController
class LedgerController {
    private static final String OUTCOME =
            "coalesce(o.outcome, case when d.inbox_id is null then 'waiting' else 'dead' end)";

    private static final String DELIVERIES = """
            select i.id, i.webhook_id, i.event_id, i.topic, i.api_version, i.triggered_at, i.received_at, i.body_bytes,
                   %s, coalesce(o.reason, d.reason), o.decided_at
              from ledger.inbox i
              left join ledger.outcome o on o.inbox_id = i.id
              left join ledger.dead_letter d on d.inbox_id = i.id
             where i.store_id = ?""".formatted(OUTCOME);

    private static final List<String> LISTED = Arrays.stream(Outcome.values())
            .filter(outcome -> outcome != Outcome.DUPLICATE)
            .map(Outcome::word)
            .toList();

    private final PostgresDeliveryLedger ledger;
    private final StoreRegistry stores;
    private final JdbcTemplate jdbc;

    LedgerController(PostgresDeliveryLedger ledger, StoreRegistry stores, JdbcTemplate jdbc) {
        this.ledger = ledger;
        this.stores = stores;
        this.jdbc = jdbc;
    }

    record LedgerView(long storeId, List<Map<String, Object>> topics, Map<String, Object> total) {}

    record DeliveriesView(
            List<DeliveryView> deliveries, @Nullable String nextCursor) {}

    record DeliveryView(
            long id,
            @Nullable String webhookId,
            @Nullable String eventId,
            String topic,
            @Nullable String apiVersion,
            @Nullable OffsetDateTime triggeredAt,
            OffsetDateTime receivedAt,
            int bodyBytes,
            String outcome,
            @Nullable String reason,
            @Nullable OffsetDateTime decidedAt) {}

    /**
     * Counts per topic: received is always the sum of the others.
     *
     * @param storeId the store's number; 0 for deliveries from shops that are not connected
     */
    @GetMapping("/api/v1/webhooks/ledger")
    LedgerView ledger(@RequestParam("store_id") long storeId) {
        Asked.store(stores, storeId);
        List<Map<String, Object>> topics = new ArrayList<>();
        Map<String, Object> total = new LinkedHashMap<>(counts("all", 0, null));
        for (DeliveryLedger.Row row : ledger.rows(storeId)) {
            Map<String, Object> counts = counts(row.topic(), row.received(), row);
            topics.add(counts);
            counts.forEach((name, count) -> {
                if (count instanceof Long number) {
                    total.merge(name, number, (sum, more) -> (Long) sum + (Long) more);
                }
            });
        }
        return new LedgerView(storeId, topics, total);
    }

    /**
     * Deliveries as they came in, the newest first, each with what became of it; repetitions are counted and not listed.
     *
     * @param limit 1 to 250
     * @param cursor the {@code next_cursor} of the page before
     * @param topic only those of this topic, {@code orders/create} or {@code orders-create}
     * @param outcome only those of which this became
     */
    @GetMapping("/api/v1/webhooks/deliveries")
    DeliveriesView deliveries(
            @RequestParam("store_id") long storeId,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @RequestParam(name = "cursor", required = false) @Nullable Long cursor,
            @RequestParam(name = "topic", required = false) @Nullable String topic,
            @RequestParam(name = "outcome", required = false) @Nullable String outcome) {
        int count = Asked.limit(limit);
        Asked.store(stores, storeId);
        StringBuilder query = new StringBuilder(DELIVERIES);
        List<Object> values = new ArrayList<>(List.of(storeId));
        if (cursor != null) {
            query.append(" and i.id < ?");
            values.add(cursor);
        }
        if (topic != null) {
            query.append(" and i.topic = ?");
            values.add(known(topic, storeId));
        }
        if (outcome != null) {
            query.append(" and ").append(OUTCOME).append(" = ?");
            values.add(listed(outcome));
        }
        values.add(count + 1);
        List<DeliveryView> page = jdbc.query(
                query.append(" order by i.id desc limit ?").toString(),
                (row, n) -> new DeliveryView(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        utc(row.getObject(6, OffsetDateTime.class)),
                        utc(row.getObject(7, OffsetDateTime.class)),
                        row.getInt(8),
                        row.getString(9),
                        row.getString(10),
                        utc(row.getObject(11, OffsetDateTime.class))),
                values.toArray());
        boolean more = page.size() > count;
        List<DeliveryView> shown = more ? page.subList(0, count) : page;
        return new DeliveriesView(
                shown, more ? Long.toString(shown.get(count - 1).id()) : null);
    }

    /** Shopify has more topics than those on which we act: any that ever came is one. */
    private String known(String asked, long storeId) {
        String topic = Topic.of(asked, null);
        Set<String> all = new TreeSet<>(SubscribedTopics.ALL);
        ledger.rows(storeId).forEach(row -> all.add(row.topic()));
        if (!all.contains(topic)) {
            throw NotPossible.badRequest("topic is none that this store was ever sent or could be registered for: "
                    + String.join(", ", all));
        }
        return topic;
    }

    private static String listed(String asked) {
        if (!LISTED.contains(asked)) {
            throw NotPossible.badRequest("outcome is none of " + String.join(", ", LISTED)
                    + "; duplicates are counted, in /api/v1/webhooks/ledger, and not listed");
        }
        return asked;
    }

    private static Map<String, Object> counts(String topic, long received, DeliveryLedger.@Nullable Row row) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("topic", topic);
        counts.put("received", received);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.word(), row == null ? 0L : row.count(outcome));
        }
        return counts;
    }

    private static @Nullable OffsetDateTime utc(@Nullable OffsetDateTime time) {
        return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC);
    }
}
