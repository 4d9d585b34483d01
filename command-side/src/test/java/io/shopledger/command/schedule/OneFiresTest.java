package io.shopledger.command.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.shopledger.command.CommandSide;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;

/** Any number of processes may run the schedules: of what is due, one does it. */
class OneFiresTest {
    private static final int PROCESSES = 3;
    private static final int ROUNDS = 5;

    @Test
    void severalProcessesAtOneDatabase_eachDueTimeIsRunOnce() throws Exception {
        CommandSide side = CommandSide.shared();
        List<Instant> ran = new CopyOnWriteArrayList<>();
        RecurringTask<Void> task = Tasks.recurring("one-fires", Every.pause(Duration.ofMillis(20)))
                .execute((instance, context) -> ran.add(context.getExecution().getExecutionTime()));
        List<Scheduler> processes = new CopyOnWriteArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(new ScheduleWiring()
                        .scheduler(
                                side.bean(DataSource.class),
                                List.of(task),
                                Clock.systemUTC(),
                                side.bean(FlywayMigrationInitializer.class)));
            }
            processes.forEach(Scheduler::start);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(30))
                    .until(() -> {
                        processes.forEach(Scheduler::triggerCheckForDueExecutions); // all look at the same moment
                        return ran.size() >= ROUNDS;
                    });
        } finally {
            processes.forEach(Scheduler::stop);
            side.jdbc().update("delete from ledger.scheduled_tasks where task_name = 'one-fires'");
        }
        assertThat(ran).doesNotHaveDuplicates();
    }
}
