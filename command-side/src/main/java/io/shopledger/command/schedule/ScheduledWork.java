package io.shopledger.command.schedule;

import io.shopledger.work.WorkReport;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is scheduled next, from the table that every process shares. */
@Component
class ScheduledWork implements WorkReport {
    private static final int MOST = 50;

    private static final String NEXT = """
            select task_name, task_instance, to_char(execution_time at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as due,
                   case when picked then 'running, by ' || coalesce(picked_by, 'nobody') else 'scheduled' end as state,
                   coalesce(to_char(last_success at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), 'never') as succeeded,
                   coalesce(consecutive_failures, 0) as failures
              from ledger.scheduled_tasks order by execution_time limit ?
            """;

    private final JdbcTemplate jdbc;

    ScheduledWork(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Table> tables() {
        return List.of(new Table(
                "Schedules",
                "What is due next; any process with the role beat may run it, and one does.",
                List.of("Task", "Of", "Due, UTC", "State", "Last done, UTC", "Failures since"),
                jdbc.query(
                        NEXT,
                        (row, number) -> List.of(
                                row.getString("task_name"),
                                row.getString("task_instance"),
                                row.getString("due"),
                                row.getString("state"),
                                row.getString("succeeded"),
                                row.getString("failures")),
                        MOST)));
    }
}
