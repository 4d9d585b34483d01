package io.shopledger.shopify.pull;

import io.shopledger.StoreId;
import io.shopledger.shopify.rounds.JobLeases;
import io.shopledger.sync.PullCommand.PullStep;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.FailedItem;
import io.shopledger.sync.SyncId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code ledger.pull_job}: who reads what, and how far it is. Primary state: a killed worker's job goes on from it. */
@Component
class PullJobs {
    private static final String CHECKPOINT = """
            update ledger.pull_job set cursor = ?, page = page + 1, last_items = ?, read_all = ?, attempts = 0,
                   started_at = coalesce(started_at, ?), leased_until = now() + ? * interval '1 second'
             where sync_id = ? and step = ? and page = ? and worker = ?
            """;

    private final JdbcTemplate jdbc;
    private final JobLeases leases;

    PullJobs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.leases = new JobLeases(jdbc, "ledger.pull_job", "sync_id", "step");
    }

    /** Does nothing where the step has its job already. */
    void add(PullStep asked, int pageSize) {
        jdbc.update(
                """
                insert into ledger.pull_job (sync_id, step, store_id, full_read, since, retry_failed, page_size)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                asked.syncId().value(),
                asked.step().name(),
                asked.store().value(),
                asked.full(),
                utc(since(asked)),
                asked.retryFailed(),
                pageSize);
    }

    /** What an earlier step was asked from holds; else an incremental step goes on where the last completed one ended. */
    private @Nullable Instant since(PullStep asked) {
        if (asked.full() || asked.retryFailed()) {
            return null;
        }
        return asked.since() != null
                ? asked.since()
                : readTo(asked.store(), asked.step()).orElse(null);
    }

    private Optional<Instant> readTo(StoreId store, Step step) {
        return jdbc
                .queryForList(
                        "select read_to from ledger.pulled where store_id = ? and step = ?",
                        OffsetDateTime.class,
                        store.value(),
                        step.name())
                .stream()
                .map(OffsetDateTime::toInstant)
                .findFirst();
    }

    /** Voids the leases of workers that were killed. Only where no other process can be at this database. */
    void buryTheDead() {
        leases.buryTheDead();
    }

    /** @return a job that is this worker's now */
    Optional<PullJob> claim() {
        return leases.claim((row, n) -> job(row));
    }

    void expect(PullJob job, long expected) {
        jdbc.update(
                "update ledger.pull_job set expected = ? where sync_id = ? and step = ? and worker = ?",
                expected,
                job.syncId().value(),
                job.step().name(),
                job.token());
    }

    /**
     * To be called in the transaction that stages the page.
     *
     * @return false where the job is another worker's by now, or gone: then nothing of the page may be kept
     */
    boolean checkpoint(PullJob job, @Nullable String cursor, int items, boolean readAll, Instant sentAt) {
        return jdbc.update(
                        CHECKPOINT,
                        cursor,
                        items,
                        readAll,
                        utc(sentAt),
                        JobLeases.LEASE.toSeconds(),
                        job.syncId().value(),
                        job.step().name(),
                        job.page(),
                        job.token())
                == 1;
    }

    /** @return whether it is still this claim's: only then may its end be told */
    boolean holds(PullJob job) {
        return leases.holds(job.token(), job.syncId().value(), job.step().name());
    }

    void renewLeases() {
        leases.renew();
    }

    /** Nobody works at it any more. */
    void forget(PullJob job) {
        leases.forget(job.token());
    }

    /** Gives the job back, to be taken after the pause. */
    void release(PullJob job, Duration pause, boolean failed) {
        leases.release(
                job.token(), pause, failed, job.syncId().value(), job.step().name());
    }

    /** @param asked how many entities the page that cost too much was to have */
    void smallerPages(PullJob job, int asked) {
        jdbc.update(
                "update ledger.pull_job set page_size = ? where sync_id = ? and step = ? and worker = ?",
                Math.max(1, asked / 2),
                job.syncId().value(),
                job.step().name(),
                job.token());
    }

    /** @param readTo everything that the job asked for and Shopify updated before this was read */
    void complete(PullJob job, Instant readTo) {
        if (!job.retryFailed() && job.since() == null) {
            jdbc.update("""
                    insert into ledger.pulled (store_id, step, read_to) values (?, ?, ?)
                    on conflict (store_id, step) do update set read_to = greatest(pulled.read_to, excluded.read_to)
                    """, job.store().value(), job.step().name(), utc(readTo));
            forgetOlderFailures(job);
        } else if (!job.retryFailed()) {
            // Where it began later than the last one ended, nobody read what lies between.
            jdbc.update(
                    "update ledger.pulled set read_to = greatest(read_to, ?) where store_id = ? and step = ? and read_to >= ?",
                    utc(readTo),
                    job.store().value(),
                    job.step().name(),
                    utc(job.since()));
        }
        remove(job);
    }

    /** Everything was read anew: what failed before was taken, failed again, or is not shown any more. */
    private void forgetOlderFailures(PullJob job) {
        jdbc.update(
                "delete from ledger.failed_item where store_id = ? and step = ? and job <> ? and failed_at < ?",
                job.store().value(),
                job.step().word(),
                job.name(),
                utc(job.startedAt()));
    }

    void remove(PullJob job) {
        leases.remove(job.token(), job.syncId().value(), job.step().name());
    }

    void stop(SyncId sync) {
        jdbc.update("delete from ledger.pull_job where sync_id = ?", sync.value());
    }

    void failed(PullJob job, String item, String reason) {
        jdbc.update("""
                insert into ledger.failed_item (store_id, step, item, job, reason) values (?, ?, ?, ?, ?)
                on conflict (store_id, step, item)
                do update set job = excluded.job, reason = excluded.reason, failed_at = now()
                """, job.store().value(), job.step().word(), item, job.name(), reason);
    }

    /** What was read and could be taken did not fail for good. */
    void taken(PullJob job, List<String> items) {
        jdbc.update("delete from ledger.failed_item where store_id = ? and step = ? and item = any(?)", statement -> {
            statement.setLong(1, job.store().value());
            statement.setString(2, job.step().word());
            statement.setArray(3, statement.getConnection().createArrayOf("text", items.toArray()));
        });
    }

    List<FailedItem> failures(PullJob job) {
        return jdbc.query(
                "select item, reason from ledger.failed_item where job = ? order by item limit 1000",
                (row, n) -> new FailedItem(row.getString(1), row.getString(2)),
                job.name());
    }

    /** @return what failed before and has an id to be read by, in order, after the job's cursor */
    List<String> failedBefore(PullJob job, int limit) {
        return jdbc.queryForList(
                """
                select item from ledger.failed_item
                 where store_id = ? and step = ? and item ~ '^[a-z]+/[0-9]+/[0-9]+' and item > ? order by item limit ?
                """,
                String.class,
                job.store().value(),
                job.step().word(),
                job.cursor() == null ? "" : job.cursor(),
                limit);
    }

    private static PullJob job(ResultSet row) throws SQLException {
        long expected = row.getLong("expected");
        boolean counted = !row.wasNull();
        return new PullJob(
                new SyncId(row.getObject("sync_id", UUID.class)),
                Step.valueOf(row.getString("step")),
                new StoreId(row.getLong("store_id")),
                row.getBoolean("full_read"),
                instant(row, "since"),
                row.getBoolean("retry_failed"),
                row.getInt("page_size"),
                row.getString("cursor"),
                row.getInt("page"),
                row.getInt("last_items"),
                counted ? expected : null,
                instant(row, "started_at"),
                row.getBoolean("read_all"),
                row.getInt("attempts"),
                row.getString("worker"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
