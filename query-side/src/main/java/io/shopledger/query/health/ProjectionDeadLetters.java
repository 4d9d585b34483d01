package io.shopledger.query.health;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How many events a projection could not use and has set aside, with those of the same order that wait behind them. */
@Component
class ProjectionDeadLetters {
    private static final String COUNT = "select count(*) from public.dead_letter_entry where processing_group = ?";

    private final JdbcTemplate jdbc;

    ProjectionDeadLetters(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    long of(String projection) {
        Long count = jdbc.queryForObject(COUNT, Long.class, projection);
        return count == null ? 0 : count;
    }
}
