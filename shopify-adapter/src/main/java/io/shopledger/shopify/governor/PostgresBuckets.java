package io.shopledger.shopify.governor;

import io.shopledger.StoreId;
import io.shopledger.shopify.governor.Bucket.State;
import io.shopledger.shopify.governor.Bucket.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Buckets in {@code ledger.budget}, a row each, changed under its lock by whoever calls Shopify, by the clock of Postgres. A
 * call takes a tenth of a second and more, these two transactions some tenths of a millisecond.
 */
final class PostgresBuckets implements Buckets {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBuckets.class);

    /**
     * A call counts as under way for so long: Shopify takes what a call asks for as it begins, so by then what it tells has it
     * in; and whose process was killed holds nothing for longer.
     */
    private static final Duration UNDER_WAY = Duration.ofSeconds(5);

    /** What lists tell of it may be so old. */
    private static final Duration LOOKED = Duration.ofSeconds(1);

    private static final String LOCK = "select 1 from ledger.budget where store_id = ? for update";

    /** A statement of its own: what the lock was waited for is to be seen. */
    private static final String READ = """
            select b.*, clock_timestamp() as now from ledger.budget b where store_id = ?
            """;

    private static final String FIRST = """
            insert into ledger.budget (store_id, maximum, restore_rate, available, supposed_more, as_of)
            values (?, ?, ?, ?, ?, clock_timestamp()) on conflict do nothing
            """;

    private static final String KEEP = """
            update ledger.budget set maximum = ?, restore_rate = ?, available = ?, supposed_more = ?, as_of = ?, told_at = ?,
                   people_until = ? where store_id = ?
            """;

    private static final String USE =
            "insert into ledger.budget_use (store_id, points, until) values (?, ?, ?) returning id";

    private static final String USED = "delete from ledger.budget_use where store_id = ? and (id = ? or until < ?)";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final double backgroundShare;
    private final Clock clock;
    private final Map<StoreId, Looked> looked = new ConcurrentHashMap<>();

    /** @param at of the moment of Postgres's clock at which it is looked at by ours */
    private record Looked(State state, Instant at) {}

    /** A bucket under its lock. */
    private record Locked(Bucket bucket, Instant now) {}

    PostgresBuckets(
            JdbcTemplate jdbc, PlatformTransactionManager transactions, GovernorSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(
                TransactionDefinition.PROPAGATION_REQUIRES_NEW); // the lock is a short one
        this.backgroundShare = settings.backgroundShare();
        this.clock = clock;
    }

    @Override
    public Take take(StoreId store, double points, Priority priority) {
        return changed(store, locked -> {
            Duration pause = locked.bucket().take(points, priority, backgroundShare);
            Long use = pause.isZero()
                    ? jdbc.queryForObject(
                            USE,
                            Long.class,
                            store.value(),
                            points,
                            at(locked.now().plus(UNDER_WAY)))
                    : null;
            return new Take(use == null ? 0 : use, pause);
        });
    }

    @Override
    public void settle(StoreId store, long use, double reserved, @Nullable Integer charged, @Nullable Told told) {
        over(store, use, (bucket, underWay) -> {
            if (told == null) {
                bucket.settle(reserved, charged);
            } else {
                bucket.told(told, underWay);
            }
        });
    }

    @Override
    public void throttled(StoreId store, long use) {
        over(store, use, Bucket::empty);
    }

    @Override
    public void told(StoreId store, Told told) {
        over(store, 0, (bucket, underWay) -> bucket.told(told, underWay));
    }

    @Override
    public Bucket look(StoreId store) {
        Instant now = clock.instant();
        Looked known = looked.get(store);
        if (known == null || Duration.between(known.at(), now).abs().compareTo(LOOKED) > 0) {
            known = jdbc
                    .query(
                            READ,
                            (row, number) -> new Looked(new Bucket(state(row), now(row)).state(), now),
                            store.value())
                    .stream()
                    .findFirst()
                    .orElseGet(() -> new Looked(State.first(now), now));
            looked.put(store, known);
        }
        State state = known.state();
        return new Bucket(state, state.asOf().plus(Duration.between(known.at(), now)));
    }

    private interface Over {
        void on(Bucket bucket, double underWay);
    }

    /** The call was answered: it must not fail for what is noted of it. A use that stays runs out. */
    private void over(StoreId store, long use, Over over) {
        try {
            changed(store, locked -> {
                jdbc.update(USED, store.value(), use, at(locked.now()));
                Double underWay = jdbc.queryForObject(
                        "select coalesce(sum(points), 0) from ledger.budget_use where store_id = ?",
                        Double.class,
                        store.value());
                over.on(locked.bucket(), underWay == null ? 0 : underWay);
                return true;
            });
        } catch (DataAccessException | TransactionException failure) {
            LOG.warn("What Shopify told of a store's budget could not be kept: {}", failure.getMessage());
        }
    }

    private <T> T changed(StoreId store, Function<Locked, T> change) {
        T result = transaction.execute(status -> {
            jdbc.execute("set local synchronous_commit = off"); // the next answer tells what is lost
            Locked locked = locked(store);
            T done = change.apply(locked);
            State state = locked.bucket().state();
            jdbc.update(
                    KEEP,
                    state.maximum(),
                    state.rate(),
                    state.available(),
                    state.supposedMore(),
                    at(state.asOf()),
                    at(state.toldAt()),
                    at(state.peopleUntil()),
                    store.value());
            looked.put(store, new Looked(state, clock.instant()));
            return done;
        });
        return java.util.Objects.requireNonNull(result);
    }

    private Locked locked(StoreId store) {
        if (jdbc.queryForList(LOCK, Integer.class, store.value()).isEmpty()) {
            State first = State.first(Instant.EPOCH);
            jdbc.update(FIRST, store.value(), first.maximum(), first.rate(), first.available(), first.supposedMore());
            jdbc.queryForList(LOCK, Integer.class, store.value());
        }
        List<Locked> rows = jdbc.query(
                READ, (row, number) -> new Locked(new Bucket(state(row), now(row)), now(row)), store.value());
        return rows.get(0);
    }

    private static State state(ResultSet row) throws SQLException {
        return new State(
                row.getDouble("maximum"),
                row.getDouble("restore_rate"),
                row.getDouble("available"),
                row.getDouble("supposed_more"),
                row.getTimestamp("as_of").toInstant(),
                instant(row.getTimestamp("told_at")),
                instant(row.getTimestamp("people_until")));
    }

    private static Instant now(ResultSet row) throws SQLException {
        return row.getTimestamp("now").toInstant();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static java.time.@Nullable OffsetDateTime at(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
