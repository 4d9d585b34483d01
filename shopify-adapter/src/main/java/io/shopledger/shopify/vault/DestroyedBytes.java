package io.shopledger.shopify.vault;

import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Gets the bytes of what was destroyed off the disk. A vacuum gives their place to others and leaves them there; so the table
 * that had them is written anew, which is why tables of keys are small. What is to be done is in {@code ledger.unclean}.
 */
public class DestroyedBytes {
    private static final Logger LOG = LoggerFactory.getLogger(DestroyedBytes.class);

    /** Whoever comes after it waits as long for a table that somebody is using. */
    private static final String PATIENCE = "1s";

    /** Between two tries, so that others have the table for the most part. */
    private static final Duration PAUSE = Duration.ofSeconds(20);

    private static final String UNCLEAN = """
            insert into ledger.unclean (name) select distinct name from unnest(?::text[]) name order by name
            on conflict (name) do update set destroyed_by = excluded.destroyed_by, destroyed_at = excluded.destroyed_at
            """;

    /** Where somebody may still look at what was before, that is kept even in a table that is written anew. */
    private static final String DUE = """
            select name, destroyed_by::text from ledger.unclean
             where destroyed_by < pg_snapshot_xmin(pg_current_snapshot()) and to_regclass(name) is not null
               and not exists (select from pg_stat_activity a
                                where a.pid <> pg_backend_pid() and a.backend_type <> 'autovacuum worker'
                                  and (a.datname is null or a.datname = current_database())
                                  and age(a.backend_xmin) >= age(destroyed_by::xid))
               and not exists (select from pg_replication_slots s where age(s.xmin) >= age(destroyed_by::xid))
             order by destroyed_at, name
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private Instant notBefore = Instant.MIN;

    DestroyedBytes(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Due(String table, String destroyedBy) {}

    /** In the transaction that destroys them. @param tables that hold what it destroys */
    void are(Collection<String> tables) {
        if (!tables.isEmpty()) {
            jdbc.update(
                    UNCLEAN, mark -> mark.setArray(1, mark.getConnection().createArrayOf("text", tables.toArray())));
        }
    }

    /** Writes those tables anew, one by one, each locked meanwhile. What cannot be done now is done at a later call. */
    public synchronized void clean() {
        if (clock.instant().isBefore(notBefore)) {
            return;
        }
        List<Due> all = jdbc.query(DUE, (row, n) -> new Due(row.getString(1), row.getString(2)));
        for (Due due : all) {
            try {
                writeAnew(due.table());
            } catch (DataAccessException inUse) {
                LOG.info("{} is in use, and is written anew later", due.table());
                notBefore = clock.instant().plus(PAUSE);
                return;
            }
            jdbc.update(
                    "delete from ledger.unclean where name = ? and destroyed_by = ?::xid8",
                    due.table(),
                    due.destroyedBy());
        }
    }

    private void writeAnew(String table) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout = '" + PATIENCE + "'");
                try {
                    statement.execute("vacuum (full) " + table);
                } finally {
                    statement.execute("reset lock_timeout");
                }
            }
            return null;
        });
    }
}
