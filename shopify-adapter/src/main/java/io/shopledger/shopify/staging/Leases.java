package io.shopledger.shopify.staging;

import io.shopledger.observation.LeaseLost;
import io.shopledger.observation.PageDecider;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which partitions this process decides. A page locks its partitions' rows {@code for key share} for its whole transaction;
 * who takes a partition locks the row {@code for update} and so waits for a page under way. Renewing touches one row only.
 */
@Component
public class Leases {
    private static final String LIVE = "select id from ledger.worker where renewed_at > now() - interval '10 seconds'";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final PageDecider decider;
    private final String worker = WorkerName.unique();
    private final Map<Integer, Long> held = new ConcurrentHashMap<>();

    public Leases(JdbcTemplate jdbc, TransactionTemplate transaction, PageDecider decider) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.decider = decider;
    }

    /** Voids the leases of workers that were killed. Only where no other process can be at this database. */
    public void buryTheDead() {
        jdbc.update("delete from ledger.worker");
        decider.buryTheDead();
    }

    public Collection<Integer> held() {
        return held.keySet();
    }

    /** Renews, then takes what is free up to a fair share, or gives back what is above it. */
    public void renew() {
        jdbc.update(
                "insert into ledger.worker (id, renewed_at) values (?, now())"
                        + " on conflict (id) do update set renewed_at = now()",
                worker);
        transaction.executeWithoutResult(status -> {
            Integer workers = jdbc.queryForObject("select count(*) from (" + LIVE + ") live", Integer.class);
            Integer partitions = jdbc.queryForObject("select count(*) from ledger.partition_lease", Integer.class);
            int share = (partitions + workers - 1) / Math.max(1, workers);
            Map<Integer, Long> mine = mine();
            if (mine.size() < share) {
                take(share - mine.size());
            } else if (mine.size() > share) {
                giveBack(mine.keySet().stream().limit(mine.size() - share).toList());
            }
        });
        Map<Integer, Long> now = mine();
        now.forEach((partition, epoch) -> {
            if (!epoch.equals(held.get(partition))) {
                decider.forget(partition); // another worker may have written to it
            }
        });
        held.keySet().retainAll(now.keySet());
        held.putAll(now);
    }

    /** @throws LeaseLost when one of them is no longer ours; else nobody can take one before this transaction ends */
    public void claim(Collection<Integer> partitions) {
        Map<Integer, Long> found = new HashMap<>();
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            Array numbers = connection.createArrayOf("int2", partitions.toArray());
            try (PreparedStatement query =
                    connection.prepareStatement("select partition, epoch from ledger.partition_lease"
                            + " where partition = any(?) and worker = ? order by partition for key share")) {
                query.setArray(1, numbers);
                query.setString(2, worker);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.put(rows.getInt(1), rows.getLong(2));
                    }
                }
            }
            return null;
        });
        for (Integer partition : partitions) {
            if (found.get(partition) == null || !found.get(partition).equals(held.get(partition))) {
                held.remove(partition);
                throw new LeaseLost("Partition " + partition + " is another worker's by now");
            }
        }
    }

    public void release() {
        held.clear();
        jdbc.update("update ledger.partition_lease set worker = null where worker = ?", worker);
        jdbc.update("delete from ledger.worker where id = ?", worker);
    }

    private void take(int count) {
        int more = decider.heldBack().size();
        List<Integer> free = jdbc.queryForList(
                "select partition from ledger.partition_lease where worker is null or worker not in (" + LIVE + ")"
                        + " order by partition limit ? for update skip locked",
                Integer.class,
                count + more);
        free.removeAll(decider.heldBack()); // asked with the locks in hand: no page of theirs is under way now
        for (Integer partition : free.subList(0, Math.min(count, free.size()))) {
            jdbc.update(
                    "update ledger.partition_lease set worker = ?, epoch = epoch + 1 where partition = ?",
                    worker,
                    partition);
        }
    }

    private void giveBack(List<Integer> partitions) {
        for (Integer partition : partitions) {
            held.remove(partition);
            jdbc.queryForList(
                    "select 1 from ledger.partition_lease where partition = ? for update", Integer.class, partition);
            jdbc.update(
                    "update ledger.partition_lease set worker = null where partition = ? and worker = ?",
                    partition,
                    worker);
        }
    }

    private Map<Integer, Long> mine() {
        Map<Integer, Long> mine = new HashMap<>();
        jdbc.query(
                "select partition, epoch from ledger.partition_lease where worker = ?",
                row -> {
                    mine.put(row.getInt(1), row.getLong(2));
                },
                worker);
        return mine;
    }
}
