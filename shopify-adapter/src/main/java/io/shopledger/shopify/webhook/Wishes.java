package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code ledger.wanted_topic}: what is wanted of Shopify, and what was found of it. */
@Component
class Wishes {
    private static final String ROWS = """
            select store_id, topic, address, wanted_since, seen_at, drift, refusal from ledger.wanted_topic where store_id = ?
            """;

    /** What is found wrong stays to be told, also where somebody puts it right before. */
    private static final String KEEP = """
            insert into ledger.wanted_topic as known (store_id, topic, address, wanted_since, in_force_since, seen_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (store_id, topic) do update
               set address = excluded.address,
                   wanted_since = case when known.address = excluded.address then known.wanted_since
                                       else excluded.wanted_since end,
                   in_force_since = case when known.drift is null and known.address = excluded.address
                                         then coalesce(known.in_force_since, excluded.in_force_since)
                                         else excluded.in_force_since end,
                   seen_at = case when known.drift is null then coalesce(excluded.seen_at, known.seen_at)
                                  else known.seen_at end
            """;

    private static final String IN_FORCE = """
            update ledger.wanted_topic set seen_at = ?, in_force_since = coalesce(in_force_since, ?)
             where store_id = ? and topic = ? and drift is null
            """;

    private static final String DRIFTED = """
            update ledger.wanted_topic set drift = ?, in_force_since = null
             where store_id = ? and topic = ? and drift is distinct from ?
            """;

    private static final String SETTLED = """
            update ledger.wanted_topic set drift = null, refusal = null, seen_at = ?, in_force_since = ?
             where store_id = ? and topic = ?
            """;

    /** Silence while nothing could come says nothing. */
    private static final String LISTEN_ANEW =
            "update ledger.topic_heard set listening_since = ? where store_id = ? and topic = ?";

    private final JdbcTemplate jdbc;

    Wishes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Wish> of(StoreId store) {
        return jdbc.query(ROWS + " order by topic", (row, n) -> wish(row), store.value());
    }

    /** @param inForceAt when it was seen to be in force; absent where that is not known */
    void keep(StoreId store, String topic, String address, Instant now, @Nullable Instant inForceAt) {
        jdbc.update(KEEP, store.value(), topic, address, utc(now), utc(inForceAt), utc(inForceAt));
    }

    /** @param address absent for any. @return whether it was wanted */
    boolean forget(StoreId store, String topic, @Nullable String address) {
        return jdbc.update(
                        "delete from ledger.wanted_topic where store_id = ? and topic = ?"
                                + " and address = coalesce(?, address)",
                        store.value(),
                        topic,
                        address)
                > 0;
    }

    /**
     * Notes how what is wanted compares with what Shopify has. What was wrong and is right again stays noted until it is
     * {@link #settled}.
     *
     * @param at before Shopify was asked
     * @return those with which something is or was wrong, and that nobody has settled
     */
    List<Wish> compared(StoreId store, Map<String, List<Subscription>> known, Instant at) {
        for (Wish wish : of(store)) {
            Deviation now = Deviation.of(wish.address(), known.getOrDefault(wish.topic(), List.of()));
            if (now == null) {
                jdbc.update(IN_FORCE, utc(at), utc(at), store.value(), wish.topic());
            } else {
                jdbc.update(DRIFTED, now.word(), store.value(), wish.topic(), now.word());
            }
        }
        return of(store).stream().filter(wish -> wish.drift() != null).toList();
    }

    void refused(Wish wish, @Nullable String words) {
        jdbc.update(
                "update ledger.wanted_topic set refusal = ? where store_id = ? and topic = ?",
                words,
                wish.store().value(),
                wish.topic());
    }

    /** It is in force again, and that is told. */
    void settled(Wish wish, Instant at) {
        jdbc.update(SETTLED, utc(at), utc(at), wish.store().value(), wish.topic());
        jdbc.update(LISTEN_ANEW, utc(at), wish.store().value(), wish.topic());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static Wish wish(ResultSet row) throws SQLException {
        OffsetDateTime seen = row.getObject("seen_at", OffsetDateTime.class);
        return new Wish(
                new StoreId(row.getLong("store_id")),
                row.getString("topic"),
                row.getString("address"),
                row.getObject("wanted_since", OffsetDateTime.class).toInstant(),
                seen == null ? null : seen.toInstant(),
                row.getString("drift"),
                row.getString("refusal"));
    }
}
