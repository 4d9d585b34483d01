package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.webhook.DeliveryLedger;
import io.shopledger.webhook.Outcome;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The ledger from its tables, in one statement and so in one snapshot: each row adds up at any moment. */
@Component
class PostgresDeliveryLedger implements DeliveryLedger {
    private static final String COUNTS = """
            select topic, outcome, sum(count)::bigint from ledger.delivery_count where store_id = ? group by 1, 2
            union all
            select i.topic, 'waiting', count(*) from ledger.waiting w join ledger.inbox i on i.id = w.id
             where i.store_id = ? group by 1
            union all
            select topic, 'dead', count(*) from ledger.dead_letter where store_id = ? group by 1
            """;

    private static final String OLDEST = """
            select min(i.received_at) from ledger.waiting w join ledger.inbox i on i.id = w.id where i.store_id = ?
            """;

    private final JdbcTemplate jdbc;

    PostgresDeliveryLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Row> of(StoreId store) {
        return rows(store.value());
    }

    @Override
    public Optional<Instant> oldestWaiting(StoreId store) {
        return Optional.ofNullable(jdbc.queryForObject(OLDEST, OffsetDateTime.class, store.value()))
                .map(OffsetDateTime::toInstant);
    }

    /** @param store its number, 0 for what came from shops that we do not know */
    List<Row> rows(long store) {
        Map<String, Long> received = new TreeMap<>();
        Map<String, Map<Outcome, Long>> outcomes = new TreeMap<>();
        jdbc.query(
                COUNTS,
                row -> {
                    String topic = row.getString(1);
                    String word = row.getString(2);
                    Map<Outcome, Long> ofTopic = outcomes.computeIfAbsent(topic, fresh -> new EnumMap<>(Outcome.class));
                    if (word.equals(DeliveryCounts.RECEIVED)) {
                        received.put(topic, row.getLong(3));
                    } else {
                        ofTopic.put(Outcome.valueOf(word.toUpperCase(Locale.ROOT)), row.getLong(3));
                    }
                },
                store,
                store,
                store);
        List<Row> rows = new ArrayList<>();
        outcomes.forEach((topic, counts) -> rows.add(new Row(topic, received.getOrDefault(topic, 0L), counts)));
        return rows;
    }
}
