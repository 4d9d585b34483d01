package io.shopledger.shopify.staging;

import io.shopledger.observation.Decision;
import io.shopledger.observation.LeaseLost;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Page;
import io.shopledger.observation.Redaction;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** A page cut from the staged rows of one worker's partitions. A row is gone once it is decided. */
final class StagedPage implements Page {
    private static final String FAILED = """
            insert into ledger.failed_item (store_id, step, item, job, reason) values (?, ?, ?, ?, ?)
            on conflict (store_id, step, item) do update set job = excluded.job, reason = excluded.reason, failed_at = now()
            """;

    /** In the transaction of the decision: from here on it is to be erased, and be it again. */
    private static final String TO_ERASE = """
            insert into ledger.erasure (subject, store_id) values (?, ?)
            on conflict (subject) do update set done_at = null
            """;

    private final List<StagedRow> rows;
    private final Leases leases;
    private final JdbcTemplate jdbc;

    StagedPage(List<StagedRow> rows, Leases leases, JdbcTemplate jdbc) {
        this.rows = rows;
        this.leases = leases;
        this.jdbc = jdbc;
    }

    @Override
    public void claim() throws LeaseLost {
        leases.claim(rows.stream().map(StagedRow::partition).distinct().sorted().toList());
    }

    @Override
    public List<Observation> observations() {
        List<Observation> observations = new ArrayList<>();
        for (StagedRow row : rows) {
            if (row.failure() == null && row.observation() != null) {
                observations.add(row.observation());
            }
        }
        return observations;
    }

    @Override
    public void finish(List<Decision> decisions) {
        for (StagedRow row : rows) {
            if (row.failure() != null) {
                String item = row.observation() == null ? "row " + row.id() : row.observation().stream();
                jdbc.update(FAILED, row.store(), stepOf(row.job()), item, row.job(), row.failure());
            }
            if (row.observation() instanceof Redaction redaction) { // whatever became of the decision
                jdbc.update(TO_ERASE, redaction.stream(), row.store());
            }
        }
        jdbc.update(
                "delete from ledger.staged where id = any(?)",
                statement -> statement.setArray(
                        1,
                        statement
                                .getConnection()
                                .createArrayOf(
                                        "int8", rows.stream().map(StagedRow::id).toArray())));
    }

    private static String stepOf(String job) {
        return job.substring(job.lastIndexOf('/') + 1);
    }
}
