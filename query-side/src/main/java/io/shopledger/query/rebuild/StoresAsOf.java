package io.shopledger.query.rebuild;

import io.shopledger.StoreId;
import io.shopledger.query.entity.Shown;
import io.shopledger.query.http.NotPossible;
import io.shopledger.query.projection.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The stores as of a moment that were asked for. Each is a row that says of which store and moment, beside one of {@link Rebuilds}
 * that says who fills it and how far it is.
 */
@Component
public class StoresAsOf {
    /** Each holds a whole store's rows once more. */
    private static final int MOST_A_STORE = 3;

    private static final int MOST_HOURS = 8_760;

    private static final String ALL = """
            select a.*, a.expires_at <= clock_timestamp() as expired, r.state, r.projections, r.versions, r.position, r.head,
                r.rate, r.reason, r.requested_by, r.requested_at, r.ended_at
            from public.store_as_of a join public.projection_rebuild r using (id)""";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final Rebuilds rebuilds;
    private final List<Projection> projections;
    private final int hours;

    /** @param shown of whose kinds a store as of a moment tells: those that are of entities, and not of our own work */
    StoresAsOf(
            JdbcTemplate jdbc,
            TransactionOperations transaction,
            Rebuilds rebuilds,
            List<Projection> projections,
            List<Shown<?>> shown,
            @Value("${SHOPLEDGER_AS_OF_HOURS:24}") int hours) {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new IllegalArgumentException(
                    "SHOPLEDGER_AS_OF_HOURS is %d; give hours from 1 to %d".formatted(hours, MOST_HOURS));
        }
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.rebuilds = rebuilds;
        this.projections = projections.stream()
                .filter(one -> shown.stream().anyMatch(kind -> kind.kind().equals(one.name())))
                .toList();
        this.hours = hours;
    }

    /**
     * @param lastPosition as {@link AsOf#lastPosition}
     * @throws NotPossible when the store has as many as it may have
     */
    public AsOf request(StoreId store, Instant knownAt, @Nullable Long lastPosition, String by) {
        return Objects.requireNonNull(transaction.execute(status -> {
            rebuilds.lockRequests();
            List<AsOf> there =
                    jdbc.query(ALL + " where a.store_id = ? and not a.tidied", this::asOf, store.value()).stream()
                            .filter(one -> one.state().isThere())
                            .toList();
            if (there.size() >= MOST_A_STORE) {
                throw new NotPossible(
                        "Store %s has %d already: %s. Read one of those, drop one (DELETE /api/v1/audit/as-of/{id}), or wait until one expires."
                                .formatted(
                                        store,
                                        there.size(),
                                        there.stream()
                                                .map(one -> "%d of %s".formatted(one.id(), one.knownAt()))
                                                .collect(Collectors.joining(", "))));
            }
            long id = requestFilling(by);
            jdbc.update(
                    "insert into public.store_as_of (id, store_id, known_at, last_position, expires_at) values (?, ?, ?, ?, "
                            + expiry() + ")",
                    id,
                    store.value(),
                    knownAt.atOffset(ZoneOffset.UTC),
                    lastPosition);
            return find(id).orElseThrow();
        }));
    }

    /**
     * It is tidied from the begin on, and under names that no projection has: a build that knows nothing of such tables leaves
     * it alone.
     */
    private long requestFilling(String by) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into public.projection_rebuild
                    (projections, versions, new_code, accept_differences, requested_by, tidied)
                values (?, ?, false, false, ?, true) returning id""",
                Long.class,
                projections.stream().map(one -> Rebuild.AS_OF + one.name()).toArray(String[]::new),
                projections.stream().map(Projection::version).toArray(Integer[]::new),
                by));
    }

    public Optional<AsOf> find(long id) {
        return jdbc.query(ALL + " where id = ?", this::asOf, id).stream().findFirst();
    }

    /** @return a store's, the newest first */
    public List<AsOf> of(StoreId store, int limit) {
        return jdbc.query(ALL + " where store_id = ? order by id desc limit ?", this::asOf, store.value(), limit);
    }

    /** From now on nobody reads it; a worker drops its tables. */
    public void drop(long id, String by) {
        transaction.executeWithoutResult(status -> {
            jdbc.update("update public.store_as_of set dropped_by = ? where id = ? and dropped_by is null", by, id);
            rebuilds.cancel(id, by);
        });
    }

    /** It can be read from now on. @param incomplete how many entities have events that could not be used */
    void ready(Hold hold, long incomplete) {
        transaction.executeWithoutResult(status -> {
            rebuilds.end(hold, Rebuild.State.DONE, null);
            jdbc.update(
                    "update public.store_as_of set incomplete = ?, expires_at = " + expiry() + " where id = ?",
                    incomplete,
                    hold.rebuild());
        });
    }

    /** Of all projections, those that a store as of a moment is filled by. */
    List<Projection> projections() {
        return projections;
    }

    /** @return those of no use any more whose tables are still there, and that nobody is at work on */
    List<Rebuild> untidied(String holder) {
        jdbc.queryForList(
                        "select id from public.store_as_of where not tidied and expires_at <= clock_timestamp()",
                        Long.class)
                .forEach(id -> rebuilds.cancel(id, "its expiry"));
        return jdbc.query("""
                select r.* from public.projection_rebuild r join public.store_as_of a using (id)
                where not a.tidied
                    and (a.expires_at <= clock_timestamp() or a.dropped_by is not null or r.state in ('failed', 'cancelled'))
                    and (r.holder is null or r.holder = ? or r.held_until < clock_timestamp())""", Rebuilds::rebuild, holder);
    }

    void tidied(long id) {
        jdbc.update("update public.store_as_of set tidied = true where id = ?", id);
    }

    private String expiry() {
        return "clock_timestamp() + interval '%d hours'".formatted(hours);
    }

    private AsOf asOf(ResultSet row, int number) throws SQLException {
        return new AsOf(
                row.getLong("id"),
                new StoreId(row.getLong("store_id")),
                Objects.requireNonNull(instant(row, "known_at")),
                row.getObject("last_position", Long.class),
                state(row),
                row.getLong("position"),
                row.getLong("head"),
                row.getObject("rate", Double.class),
                row.getLong("incomplete"),
                row.getString("reason"),
                row.getString("requested_by"),
                Objects.requireNonNull(instant(row, "requested_at")),
                instant(row, "ended_at"),
                Objects.requireNonNull(instant(row, "expires_at")),
                isOfThisCode(row));
    }

    private static AsOf.State state(ResultSet row) throws SQLException {
        if (row.getString("dropped_by") != null) {
            return AsOf.State.DROPPED;
        }
        if (row.getBoolean("expired")) {
            return AsOf.State.EXPIRED;
        }
        return switch (Rebuild.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT))) {
            case REQUESTED -> AsOf.State.REQUESTED;
            case FILLING, COMPARING, SWAPPING -> AsOf.State.FILLING;
            case DONE -> AsOf.State.READY;
            case FAILED, CANCELLED -> AsOf.State.FAILED;
        };
    }

    private boolean isOfThisCode(ResultSet row) throws SQLException {
        List<String> names = List.of((String[]) row.getArray("projections").getArray());
        Integer[] versions = (Integer[]) row.getArray("versions").getArray();
        return names.equals(projections.stream()
                        .map(one -> Rebuild.AS_OF + one.name())
                        .toList())
                && Arrays.asList(versions)
                        .equals(projections.stream().map(Projection::version).toList());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
