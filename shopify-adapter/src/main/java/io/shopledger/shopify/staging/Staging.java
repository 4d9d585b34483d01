package io.shopledger.shopify.staging;

import io.shopledger.StoreId;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Partition;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Takes observations that wait to be decided: pulled pages, reads by id, answers to our own writes. They are rows in the
 * transaction of the checkpoint that lets them be read only once.
 */
@Component
public class Staging {
    private static final String INSERT =
            "insert into ledger.staged (partition, job, store_id, type, payload) values (?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;

    Staging(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * To be called in a transaction.
     *
     * @param job whose observations these are, such as {@code pull/<sync>/products}
     */
    public void add(String job, StoreId store, List<Observation> observations) {
        jdbc.batchUpdate(INSERT, observations, observations.size() + 1, (insert, observation) -> {
            insert.setInt(1, Partition.of(observation.stream()));
            insert.setString(2, job);
            insert.setLong(3, store.value());
            insert.setString(4, StagedType.nameOf(observation));
            insert.setBytes(5, StagedType.bytes(observation));
        });
    }

    /** @return whether everything that this job staged is decided */
    public boolean isDecided(String job) {
        return Boolean.FALSE.equals(
                jdbc.queryForObject("select exists (select from ledger.staged where job = ?)", Boolean.class, job));
    }
}
