package io.shopledger.query.projection;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Lets setting aside and folding anew take turns, per projection and entity: else an event could join a queue that is
 * just being emptied, and wait there with nobody to wake it.
 */
@Component
public class EntityLock {
    private final JdbcTemplate jdbc;

    EntityLock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Held until the caller's transaction ends. */
    void take(String projection, String stream) {
        jdbc.query(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                row -> {},
                "set-aside " + projection + " " + stream);
    }
}
