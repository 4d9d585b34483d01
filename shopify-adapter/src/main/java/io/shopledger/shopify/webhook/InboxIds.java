package io.shopledger.shopify.webhook;

import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Numbers for deliveries, a block at a time: unique among all processes, rising within one. */
@Component
class InboxIds {
    /** The increment of {@code ledger.inbox_id}. */
    private static final int BLOCK = 1_000;

    private final JdbcTemplate jdbc;
    private long next;
    private long end;

    InboxIds(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    synchronized long next() {
        if (next == end) {
            next = Objects.requireNonNull(jdbc.queryForObject("select nextval('ledger.inbox_id')", Long.class));
            end = next + BLOCK;
        }
        return next++;
    }
}
