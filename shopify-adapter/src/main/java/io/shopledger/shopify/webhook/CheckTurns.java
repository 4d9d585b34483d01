package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Table {@code ledger.subscription_check}: when each store's subscriptions are compared next, and whose turn it is. A person who
 * changes them goes first; a comparison that was begun before goes no further.
 */
@Component
class CheckTurns {
    private static final String BEGIN_A_CHANGE = """
            insert into ledger.subscription_check as known (store_id, next_at, turn, changing_until)
            values (?, now(), 1, clock_timestamp() + interval '10 minutes')
            on conflict (store_id) do update set turn = known.turn + 1, changing_until = excluded.changing_until
            """;

    /** What was found wrong is told and read again at once. */
    private static final String END_A_CHANGE = """
            update ledger.subscription_check c set turn = turn + 1, changing_until = null,
                   next_at = case when exists (select from ledger.wanted_topic w
                                                where w.store_id = c.store_id and w.drift is not null)
                                  then now() else %s end
             where store_id = ?
            """;

    /** Ten minutes, up to one more or less: stores do not stay together. */
    private static final String IN_A_WHILE = "now() + interval '10 minutes' + (random() - 0.5) * interval '2 minutes'";

    private static final String DUE = """
            select c.store_id from ledger.subscription_check c
              join ledger.store s on s.id = c.store_id and s.status = 'connected'
             where c.next_at <= now() and (c.changing_until is null or c.changing_until < now())
               and exists (select from ledger.wanted_topic w where w.store_id = c.store_id)
             order by c.next_at
            """;

    private static final String IS_TURN = """
            select true from ledger.subscription_check
             where store_id = ? and turn = ? and (changing_until is null or changing_until < now()) for update
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    CheckTurns(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Lets a person change the store's subscriptions, with no comparison in between. */
    <T> T changing(StoreId store, Supplier<T> change) {
        jdbc.update(BEGIN_A_CHANGE, store.value());
        try {
            return change.get();
        } finally {
            jdbc.update(END_A_CHANGE.formatted(IN_A_WHILE), store.value());
        }
    }

    List<StoreId> due() {
        return jdbc.query(DUE, (row, n) -> new StoreId(row.getLong(1)));
    }

    long turn(StoreId store) {
        return jdbc
                .queryForList(
                        "select turn from ledger.subscription_check where store_id = ?", Long.class, store.value())
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** Does what may only be done while the turn lasts, in one transaction. @return empty where it is over */
    <T> Optional<T> during(StoreId store, long turn, Supplier<T> work) {
        return Optional.ofNullable(transaction.execute(status ->
                jdbc.queryForList(IS_TURN, Boolean.class, store.value(), turn).isEmpty() ? null : work.get()));
    }

    /** @param good whether Shopify could be asked; where the turn is over meanwhile, the next comparison stays as it is set */
    void checked(StoreId store, long turn, boolean good) {
        jdbc.update(
                "update ledger.subscription_check set next_at = " + IN_A_WHILE
                        + ", checked_at = case when ? then now() else checked_at end where store_id = ? and turn = ?",
                good,
                store.value(),
                turn);
    }
}
