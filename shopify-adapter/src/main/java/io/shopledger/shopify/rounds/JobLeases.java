package io.shopledger.shopify.rounds;

import io.shopledger.shopify.graphql.ParkedReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Who works at which row of a table of jobs, for how long, and when a job is due: columns {@code next_at}, {@code worker},
 * {@code leased_until} and {@code attempts}. Jobs of a store that Shopify closes for a while wait until it is open again.
 */
public final class JobLeases {
    /** How long a worker may be silent before another takes its job; longer than any call with all its repetitions. */
    public static final Duration LEASE = Duration.ofMinutes(2);

    /** Why a store may be parked so that its work waits. */
    private static final String PASSING = Arrays.stream(ParkedReason.values())
            .filter(ParkedReason::isPassing)
            .map(reason -> "'" + reason.code() + "'")
            .collect(Collectors.joining(", "));

    private final JdbcTemplate jdbc;
    private final String worker = UUID.randomUUID().toString();
    private final String buryTheDead;
    private final String claim;
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
        this.release = """
                update %s set worker = null, next_at = now() + ? * interval '1 millisecond', attempts = attempts + ?
                 where %s and worker = ?
                """.formatted(table, isOne);
        this.remove = "delete from %s where %s".formatted(table, isOne);
    }

    /** @return under which name this process takes its jobs */
    public String worker() {
        return worker;
    }

    /** Voids the leases of workers that were killed. Only where no other process can be at this database. */
    public void buryTheDead() {
        jdbc.update(buryTheDead);
    }

    /** @return a job that is this worker's now */
    public <T> Optional<T> claim(RowMapper<T> job) {
        return jdbc.query(claim, job, worker, LEASE.toSeconds()).stream().findFirst();
    }

    /** Gives a job back, to be taken after the pause. */
    public void release(Duration pause, boolean failed, Object... key) {
        List<Object> given = new ArrayList<>(List.of(pause.toMillis(), failed ? 1 : 0));
        given.addAll(List.of(key));
        given.add(worker);
        jdbc.update(release, given.toArray());
    }

    public void remove(Object... key) {
        jdbc.update(remove, key);
    }
}
