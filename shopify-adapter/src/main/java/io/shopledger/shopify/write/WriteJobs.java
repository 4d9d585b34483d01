package io.shopledger.shopify.write;

import io.shopledger.StoreId;
import io.shopledger.shopify.rounds.JobLeases;
import io.shopledger.write.WriteId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code ledger.write_job}: what is to be sent, and whether it was. Primary state. */
@Component
class WriteJobs {
    private final JdbcTemplate jdbc;
    private final JobLeases leases;

    WriteJobs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.leases = new JobLeases(jdbc, "ledger.write_job", "write_id");
    }

    /** Does nothing where the write has its job already. */
    void add(WriteId write, StoreId store, Wish wish) {
        jdbc.update(
                "insert into ledger.write_job (write_id, store_id, kind, product) values (?, ?, ?, ?)"
                        + " on conflict do nothing",
                write.value(),
                store.value(),
                wish.kind(),
                wish.json());
    }

    /** Voids the leases of workers that were killed. Only where no other process can be at this database. */
    void buryTheDead() {
        leases.buryTheDead();
    }

    /** @return a job that is this worker's now */
    Optional<WriteJob> claim() {
        return leases.claim((row, n) -> new WriteJob(
                new WriteId(row.getObject("write_id", UUID.class)),
                new StoreId(row.getLong("store_id")),
                Wish.read(row.getString("kind"), row.getString("product")),
                row.getBoolean("sent"),
                row.getInt("step"),
                row.getInt("attempts"),
                row.getString("worker")));
    }

    /** Before it is sent: from now on nobody knows whether it reached Shopify. @return false where it is not ours any more */
    boolean sending(WriteJob job) {
        return jdbc.update(
                        "update ledger.write_job set sent = true where write_id = ? and worker = ?",
                        job.writeId().value(),
                        job.token())
                == 1;
    }

    /** One more of its steps is done, and is not to be done again. */
    void stepDone(WriteJob job) {
        jdbc.update(
                "update ledger.write_job set step = step + 1 where write_id = ? and worker = ?",
                job.writeId().value(),
                job.token());
    }

    /** @return how many of its steps are done by now */
    int stepsDone(WriteJob job) {
        return jdbc
                .queryForList(
                        "select step from ledger.write_job where write_id = ?",
                        Integer.class,
                        job.writeId().value())
                .stream()
                .findFirst()
                .orElse(0);
    }

    /** @return whether it is still this claim's: only then may its end be told */
    boolean holds(WriteJob job) {
        return leases.holds(job.token(), job.writeId().value());
    }

    void renewLeases() {
        leases.renew();
    }

    /** Nobody works at it any more. */
    void forget(WriteJob job) {
        leases.forget(job.token());
    }

    void again(WriteJob job, Duration pause, boolean failed) {
        leases.release(job.token(), pause, failed, job.writeId().value());
    }

    void remove(WriteJob job) {
        leases.remove(job.token(), job.writeId().value());
    }
}
