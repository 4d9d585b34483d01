package io.shopledger.shopify.rounds;

import io.shopledger.shopify.graphql.ParkedReason;
import io.shopledger.shopify.staging.WorkerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Who works at which row of a table of jobs, for how long, and when a job is due: columns {@code next_at}, {@code worker},
 * {@code leased_until} and {@code attempts}. Each claim has a token of its own: who was silent for too long can neither give
 * back nor end what its neighbour took meanwhile. Jobs of a store that Shopify closes for a while wait until it is open again.
 */
public final class JobLeases {
    /** How long after a worker was killed another takes its job. A call may wait for longer: its lease is renewed meanwhile. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    public static final Duration RENEWAL = Duration.ofSeconds(5);

    /** Why a store may be parked so that its work waits. */
    private static final String PASSING = Arrays.stream(ParkedReason.values())
            .filter(ParkedReason::isPassing)
            .map(reason -> "'" + reason.code() + "'")
            .collect(Collectors.joining(", "));

    private final JdbcTemplate jdbc;
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final String buryTheDead;
    private final String claim;
    private final String renew;
    private final String holds;
    private final String release;
    private final String remove;

    /** @param key the columns of the table's primary key */
    public JobLeases(JdbcTemplate jdbc, String table, String... key) {
        this.jdbc = jdbc;
        String columns = String.join(", ", key);
        String isOne = Arrays.stream(key).map(column -> column + " = ?").collect(Collectors.joining(" and "));
        this.buryTheDead = "update %s set worker = null".formatted(table);
        this.claim = """
                update %1$s set worker = ?, leased_until = now() + ? * interval '1 second'
                 where (%2$s) = (
                       select %2$s from %1$s
                        where next_at <= now() and (worker is null or leased_until < now())
                          and not exists (
                              select from ledger.store
                               where store.id = store_id and status = 'parked' and status_reason in (%3$s))
                        order by next_at limit 1 for update skip locked)
                returning *
                """.formatted(table, columns, PASSING);
        this.renew = """
                update %s set leased_until = now() + ? * interval '1 second' where worker = any(?)
                """.formatted(table);
        this.holds = """
                update %s set leased_until = now() + ? * interval '1 second' where %s and worker = ?
                """.formatted(table, isOne);
        this.release = """
                update %s set worker = null, next_at = now() + ? * interval '1 millisecond', attempts = attempts + ?
                 where %s and worker = ?
                """.formatted(table, isOne);
        this.remove = "delete from %s where %s and worker = ?".formatted(table, isOne);
    }

    /** Voids the leases of workers that were killed. Only where no other process can be at this database. */
    public void buryTheDead() {
        jdbc.update(buryTheDead);
    }

    /** @return a job that is the caller's now, its token in the column {@code worker} */
    public <T> Optional<T> claim(RowMapper<T> job) {
        String token = WorkerName.unique();
        Optional<T> claimed =
                jdbc.query(claim, job, token, LEASE.toSeconds()).stream().findFirst();
        claimed.ifPresent(one -> held.add(token));
        return claimed;
    }

    /** Renews what is being worked at; to be called every {@link #RENEWAL}. */
    public void renew() {
        if (held.isEmpty()) {
            return;
        }
        jdbc.update(renew, statement -> {
            statement.setLong(1, LEASE.toSeconds());
            statement.setArray(2, statement.getConnection().createArrayOf("text", held.toArray()));
        });
    }

    /** @return whether the job is still this claim's, which then has a whole lease to act in */
    public boolean holds(String token, Object... key) {
        return jdbc.update(holds, given(List.of(LEASE.toSeconds()), token, key)) == 1;
    }

    /** Gives a job back, to be taken after the pause. Does nothing where it is another's by now. */
    public void release(String token, Duration pause, boolean failed, Object... key) {
        forget(token);
        jdbc.update(release, given(List.of(pause.toMillis(), failed ? 1 : 0), token, key));
    }

    public void remove(String token, Object... key) {
        forget(token);
        jdbc.update(remove, given(List.of(), token, key));
    }

    /** Nobody works at it any more: unless it was given back, its lease runs out. */
    public void forget(String token) {
        held.remove(token);
    }

    private static Object[] given(List<? extends Object> first, String token, Object... key) {
        List<Object> given = new ArrayList<>(first);
        given.addAll(List.of(key));
        given.add(token);
        return given.toArray();
    }
}
