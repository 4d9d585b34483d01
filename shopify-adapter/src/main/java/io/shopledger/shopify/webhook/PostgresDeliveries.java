package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.webhook.Deliveries;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Deliveries from the inbox, read from its newest end: the bound holds where one store of many is silent. */
@Component
class PostgresDeliveries implements Deliveries {
    private static final int LOOKED_AT = 5_000;

    private static final String LATEST = """
            select i.id, i.topic, i.received_at,
                   coalesce(o.outcome, case when d.inbox_id is null then 'waiting' else 'dead' end),
                   coalesce(o.reason, d.reason)
              from (select id, store_id, topic, received_at from ledger.inbox order by id desc limit ?) i
              left join ledger.outcome o on o.inbox_id = i.id
              left join ledger.dead_letter d on d.inbox_id = i.id
             where i.store_id = ? order by i.id desc limit ?
            """;

    private final JdbcTemplate jdbc;
    private final DeadLetters letters;

    PostgresDeliveries(JdbcTemplate jdbc, DeadLetters letters) {
        this.jdbc = jdbc;
        this.letters = letters;
    }

    @Override
    public List<Delivered> latest(StoreId store, int limit) {
        return jdbc.query(
                LATEST,
                (row, number) -> new Delivered(
                        row.getLong(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getString(4),
                        row.getString(5)),
                LOOKED_AT,
                store.value(),
                limit);
    }

    @Override
    public List<Dead> dead(StoreId store, long after, int limit) {
        return letters.after(store.value(), after, limit).stream()
                .map(letter -> new Dead(
                        letter.id(), letter.topic(), letter.receivedAt().toInstant(), letter.reason(), letter.detail()))
                .toList();
    }
}
