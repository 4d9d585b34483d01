package io.shopledger.command.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The one scheduler of a process. A module adds a task by a bean of type {@link Task}; recurring ones are scheduled at the
 * start. What is scheduled inside a transaction is committed or rolled back with it.
 */
@Configuration(proxyBeanMethods = false)
class ScheduleWiring {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(3);
    private static final int THREADS = 4;

    /** {@link SchedulerLife} stops it: Spring would do so once more. */
    @Bean(destroyMethod = "")
    Scheduler scheduler(
            DataSource dataSource, List<Task<?>> tasks, Clock clock, FlywayMigrationInitializer commandMigrations) {
        List<Task<?>> others = new ArrayList<>(tasks);
        List<RecurringTask<?>> recurring = new ArrayList<>();
        for (Task<?> task : tasks) {
            if (task instanceof RecurringTask<?> again) {
                recurring.add(again);
                others.remove(task);
            }
        }
        SchedulerBuilder scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), others);
        recurring.forEach(task -> start(scheduler, task));
        return scheduler
                .tableName("ledger.scheduled_tasks")
                .serializer(new TextOnly())
                .clock(clock::instant)
                .pollingInterval(BETWEEN_LOOKS)
                .threads(THREADS)
                .shutdownMaxWait(PATIENCE_AT_THE_END)
                .failureLogging(LogLevel.WARN, false)
                .build();
    }

    @Bean
    SchedulerLife schedulerLife(Scheduler scheduler, Environment environment) {
        return new SchedulerLife(scheduler, environment.getProperty("shopledger.roles", ""));
    }

    private static <T> void start(SchedulerBuilder scheduler, RecurringTask<T> task) {
        scheduler.startTasks(List.of(task));
    }
}
