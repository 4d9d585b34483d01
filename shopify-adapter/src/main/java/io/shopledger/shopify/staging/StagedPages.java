package io.shopledger.shopify.staging;

import io.shopledger.observation.Observation;
import io.shopledger.observation.PageDecider;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Cuts pages from the staged rows and has them decided. */
@Component
public class StagedPages {
    private static final Logger LOG = LoggerFactory.getLogger(StagedPages.class);
    private static final int ROWS_A_PAGE = 250;
    private static final String NEXT = """
            select id, partition, job, store_id, type, payload from ledger.staged
             where partition = any(?::smallint[]) order by id limit ?
            """;

    private final JdbcTemplate jdbc;
    private final PageDecider decider;
    private final Leases leases;

    public StagedPages(JdbcTemplate jdbc, PageDecider decider, Leases leases) {
        this.jdbc = jdbc;
        this.decider = decider;
        this.leases = leases;
    }

    /**
     * Decides the next page of these partitions.
     *
     * @return how many rows were in it
     */
    public int decideNext(Collection<Integer> partitions) {
        if (partitions.isEmpty()) {
            return 0;
        }
        List<StagedRow> rows = jdbc.query(
                NEXT,
                query -> {
                    query.setArray(1, query.getConnection().createArrayOf("int2", partitions.toArray()));
                    query.setInt(2, ROWS_A_PAGE);
                },
                (row, n) -> row(
                        row.getLong(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getBytes(6)));
        if (!rows.isEmpty()) {
            decide(rows);
        }
        return rows.size();
    }

    private static StagedRow row(long id, int partition, String job, long store, String type, byte[] payload) {
        Observation observation = null;
        String failure = null;
        try {
            observation = StagedType.read(type, payload);
        } catch (RuntimeException unreadable) {
            failure = "The staged row cannot be read: " + PageFailure.cause(unreadable);
        }
        return new StagedRow(id, partition, job, store, type, observation, failure);
    }

    /** Halves a page until the row is found that cannot be decided. What is no row's fault repeats the whole page. */
    private void decide(List<StagedRow> rows) {
        try {
            decider.decide(new StagedPage(rows, leases, jdbc));
        } catch (RuntimeException failure) {
            if (Thread.currentThread().isInterrupted() || !PageFailure.isAnItems(failure)) {
                throw failure;
            }
            if (rows.size() > 1) {
                int half = rows.size() / 2;
                decide(rows.subList(0, half));
                decide(rows.subList(half, rows.size()));
            } else {
                StagedRow row = rows.get(0);
                LOG.warn(
                        "Staged row {} of {} is set aside: {}",
                        row.id(),
                        row.job(),
                        PageFailure.causeAndPlace(failure));
                String reason = "It could not be decided: " + PageFailure.cause(failure);
                decider.decide(new StagedPage(List.of(row.failed(reason)), leases, jdbc));
            }
        }
    }
}
