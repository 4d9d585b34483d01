package io.shopledger.query.rebuild;

import io.shopledger.query.projection.Projection;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The rebuilds that were asked for, as rows that every process sees; whoever works on one holds it for some seconds. */
@Component
class Rebuilds {
    private static final String OPEN = "state in ('requested', 'filling', 'comparing', 'swapping')";
    private static final String HELD_UNTIL = "clock_timestamp() + interval '10 seconds'";
    private static final String NOT_AS_OF = "projections[1] not like '" + Rebuild.AS_OF + "%'";
    private static final String OURS = " where id = ? and holder = ? and " + OPEN;

    /** Two requests for the same projection take turns. */
    private static final long ONE_REQUEST_AT_A_TIME = 4_207_118_001L;

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;

    Rebuilds(JdbcTemplate jdbc, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** @throws RebuildRunning when one of the projections is in a rebuild that has not ended */
    long request(List<Projection> projections, boolean newCode, boolean acceptDifferences, String by) {
        return Objects.requireNonNull(transaction.execute(status -> {
            lockRequests();
            for (Projection projection : projections) {
                openOf(projection.name()).ifPresent(open -> {
                    throw new RebuildRunning(projection.name(), open.id());
                });
            }
            return jdbc.queryForObject(
                    """
                    insert into public.projection_rebuild (projections, versions, new_code, accept_differences, requested_by)
                    values (?, ?, ?, ?, ?) returning id""",
                    Long.class,
                    projections.stream().map(Projection::name).toArray(String[]::new),
                    projections.stream().map(Projection::version).toArray(Integer[]::new),
                    newCode,
                    acceptDifferences,
                    by);
        }));
    }

    /** Held until the caller's transaction ends. */
    void lockRequests() {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, ONE_REQUEST_AT_A_TIME);
    }

    Optional<Rebuild> find(long id) {
        return first("select * from public.projection_rebuild where id = ? and " + NOT_AS_OF, id);
    }

    /** @return the newest first */
    List<Rebuild> latest(int limit) {
        return jdbc.query(
                "select * from public.projection_rebuild where " + NOT_AS_OF + " order by id desc limit ?",
                Rebuilds::rebuild,
                limit);
    }

    /** @return the one that has not ended */
    Optional<Rebuild> openOf(String projection) {
        return first("select * from public.projection_rebuild where ? = any(projections) and " + OPEN, projection);
    }

    /**
     * @param code of which only this version's rebuilds are taken: those of another build are that build's
     * @return the oldest that has not ended and that nobody else holds; the caller holds it now
     */
    Optional<Rebuild> take(String holder, List<Projection> code) {
        List<String> names = new ArrayList<>();
        List<Integer> versions = new ArrayList<>();
        for (Projection one : code) {
            names.addAll(List.of(one.name(), Rebuild.AS_OF + one.name()));
            versions.addAll(List.of(one.version(), one.version()));
        }
        return first(
                "update public.projection_rebuild set holder = ?, held_until = " + HELD_UNTIL + """
                 where id = (select id from public.projection_rebuild
                    where (holder is null or holder = ? or held_until < clock_timestamp())
                        and not exists (select from unnest(projections, versions) as asked (name, version)
                            where (asked.name, asked.version) not in (select * from unnest(?, ?))) and """ + " " + OPEN
                        + " order by id limit 1 for update skip locked) returning *",
                holder,
                holder,
                names.toArray(String[]::new),
                versions.toArray(Integer[]::new));
    }

    /** Nobody else is at this database: what a process before this one held is free. */
    void releaseAll() {
        jdbc.update("update public.projection_rebuild set holder = null where " + OPEN);
    }

    /** Another process need not wait. */
    void release(Hold hold) {
        jdbc.update(
                "update public.projection_rebuild set holder = null where id = ? and holder = ?",
                hold.rebuild(),
                hold.holder());
    }

    /** Holds it for some seconds more and tells how far it is. @return whether it is still the holder's */
    boolean tell(Hold hold, long position, long head, @Nullable Double rate) {
        return jdbc.update(
                        "update public.projection_rebuild set position = ?, head = ?, rate = ?, held_until = "
                                + HELD_UNTIL + OURS,
                        position,
                        head,
                        rate,
                        hold.rebuild(),
                        hold.holder())
                == 1;
    }

    void begin(Hold hold, long position, long head) {
        mine(jdbc.update(
                "update public.projection_rebuild set state = 'filling', from_position = ?, position = ?, head = ?,"
                        + " started_at = coalesce(started_at, clock_timestamp())" + OURS,
                position,
                position,
                head,
                hold.rebuild(),
                hold.holder()));
    }

    void move(Hold hold, Rebuild.State state) {
        mine(jdbc.update(
                "update public.projection_rebuild set state = ?" + OURS,
                state.toString(),
                hold.rebuild(),
                hold.holder()));
    }

    /** @param found a line for each table */
    void compared(Hold hold, List<String> found) {
        mine(jdbc.update(
                "update public.projection_rebuild set compared = compared || ?" + OURS,
                found.toArray(String[]::new),
                hold.rebuild(),
                hold.holder()));
    }

    void end(Hold hold, Rebuild.State state, @Nullable String reason) {
        mine(jdbc.update(
                "update public.projection_rebuild set state = ?, reason = ?, rate = null, ended_at = clock_timestamp()"
                        + OURS,
                state.toString(),
                reason,
                hold.rebuild(),
                hold.holder()));
    }

    /** Ends those of a projection that older code began. */
    void endOlderOf(Projection projection) {
        jdbc.update(
                "update public.projection_rebuild set state = 'failed', ended_at = clock_timestamp(), rate = null, reason = ?"
                        + " where versions[array_position(projections, ?)] < ? and " + OPEN,
                "Code of a newer version of %s was started.".formatted(projection.name()),
                projection.name(),
                projection.version());
    }

    /** @return whether it had not ended */
    boolean cancel(long id, String by) {
        return jdbc.update(
                        "update public.projection_rebuild set state = 'cancelled', ended_at = clock_timestamp(), rate = null,"
                                + " reason = ? where id = ? and " + OPEN,
                        "Cancelled by %s.".formatted(by),
                        id)
                == 1;
    }

    /** @return the ended ones that left something beside the served tables, and that nobody is still at work on */
    List<Rebuild> untidied(String holder) {
        return jdbc.query(
                "select * from public.projection_rebuild where not tidied and not (" + OPEN
                        + ") and (holder is null or holder = ? or held_until < clock_timestamp())",
                Rebuilds::rebuild,
                holder);
    }

    void tidied(long id) {
        jdbc.update("update public.projection_rebuild set tidied = true where id = ?", id);
    }

    /** First of all in a transaction that works for a rebuild: whoever takes it over waits for that, or this one fails. */
    void fence(Hold hold, boolean alone) {
        List<Integer> ours = jdbc.queryForList(
                "select 1 from public.projection_rebuild" + OURS + (alone ? " for update" : " for key share"),
                Integer.class,
                hold.rebuild(),
                hold.holder());
        mine(ours.size());
    }

    void swapped(Hold hold, String projection) {
        jdbc.update(
                "update public.projection_rebuild set swapped = array_append(swapped, ?) where id = ?",
                projection,
                hold.rebuild());
    }

    private static void mine(int rows) {
        if (rows == 0) {
            throw new NoLongerOurs();
        }
    }

    private Optional<Rebuild> first(String sql, Object... values) {
        return jdbc.query(sql, Rebuilds::rebuild, values).stream().findFirst();
    }

    static Rebuild rebuild(ResultSet row, int number) throws SQLException {
        return new Rebuild(
                row.getLong("id"),
                List.of((String[]) row.getArray("projections").getArray()),
                List.of((Integer[]) row.getArray("versions").getArray()),
                row.getBoolean("new_code"),
                row.getBoolean("accept_differences"),
                Rebuild.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("requested_by"),
                Objects.requireNonNull(instant(row, "requested_at")),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getLong("from_position"),
                row.getLong("position"),
                row.getLong("head"),
                row.getObject("rate", Double.class),
                texts(row.getArray("swapped")),
                texts(row.getArray("compared")),
                row.getString("reason"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
