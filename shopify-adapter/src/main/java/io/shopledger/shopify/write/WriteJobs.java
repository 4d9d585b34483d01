package io.shopledger.shopify.write;

import io.shopledger.StoreId;
import io.shopledger.stored.StoredJson;
import io.shopledger.write.NewProduct;
import io.shopledger.write.ProductWriteCommand.SendProductWrite;
import io.shopledger.write.WriteId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code ledger.write_job}: what is to be sent, and whether it was. Primary state. */
@Component
class WriteJobs {
    /** How long a worker may be silent before another takes its job; longer than any call with all its repetitions. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final String CLAIM = """
            update ledger.write_job set worker = ?, leased_until = now() + ? * interval '1 second'
             where write_id = (
                   select write_id from ledger.write_job
                    where next_at <= now() and (worker is null or leased_until < now())
                    order by next_at limit 1 for update skip locked)
            returning write_id, store_id, product, sent, attempts
            """;

    private final JdbcTemplate jdbc;
    private final String worker = UUID.randomUUID().toString();

    WriteJobs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Does nothing where the write has its job already. */
    void add(SendProductWrite asked) {
        jdbc.update(
                "insert into ledger.write_job (write_id, store_id, product) values (?, ?, ?) on conflict do nothing",
                asked.writeId().value(),
                asked.store().value(),
                StoredJson.MAPPER.writeValueAsString(asked.product()));
    }

    /** Voids the leases of workers that were killed. Only where no other process can be at this database. */
    void buryTheDead() {
        jdbc.update("update ledger.write_job set worker = null");
    }

    /** @return a job that is this worker's now */
    Optional<WriteJob> claim() {
        return jdbc
                .query(
                        CLAIM,
                        (row, n) -> new WriteJob(
                                new WriteId(row.getObject(1, UUID.class)),
                                new StoreId(row.getLong(2)),
                                StoredJson.MAPPER.readValue(row.getString(3), NewProduct.class),
                                row.getBoolean(4),
                                row.getInt(5)),
                        worker,
                        LEASE.toSeconds())
                .stream()
                .findFirst();
    }

    /** Before it is sent: from now on nobody knows whether it reached Shopify. @return false where it is not ours any more */
    boolean sending(WriteJob job) {
        return jdbc.update(
                        "update ledger.write_job set sent = true where write_id = ? and worker = ?",
                        job.writeId().value(),
                        worker)
                == 1;
    }

    void again(WriteJob job, Duration pause, boolean failed) {
        jdbc.update("""
                update ledger.write_job set worker = null, next_at = now() + ? * interval '1 millisecond',
                       attempts = attempts + ? where write_id = ? and worker = ?
                """, pause.toMillis(), failed ? 1 : 0, job.writeId().value(), worker);
    }

    void remove(WriteJob job) {
        jdbc.update(
                "delete from ledger.write_job where write_id = ?", job.writeId().value());
    }
}
