package io.shopledger.command.sync;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.shopledger.store.Stores;
import io.shopledger.store.Stores.Standing;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.FailStep;
import io.shopledger.sync.SyncId;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Fails a step that shows no progress for half an hour. The deadline is a row of the scheduler's table, set in the saga's
 * transaction; its key says all that is needed, {@code <uuid>/PRODUCTS}.
 */
public class StepDeadlines {
    static final String TASK = "sync-step-without-progress";

    private final Scheduler scheduler;
    private final CustomTask<Void> task;
    private final Clock clock;
    private final Duration patience;

    StepDeadlines(Scheduler scheduler, CustomTask<Void> task, Clock clock, Duration patience) {
        this.scheduler = scheduler;
        this.task = task;
        this.clock = clock;
        this.patience = patience;
    }

    /** Begins to wait for progress of the step, or begins anew. */
    void await(SyncId sync, Step step) {
        var deadline = clock.instant().plus(patience);
        if (!scheduler.scheduleIfNotExists(task.instance(key(sync, step)), deadline)) {
            try {
                scheduler.reschedule(TaskInstanceId.of(TASK, key(sync, step)), deadline);
            } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException late) {
                // It is being failed at this moment.
            }
        }
    }

    void end(SyncId sync, Step step) {
        try {
            scheduler.cancel(TaskInstanceId.of(TASK, key(sync, step)));
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException past) {
            // Nothing is waited for any more, which is what was asked.
        }
    }

    private static String key(SyncId sync, Step step) {
        return sync.value() + "/" + step;
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        /** The work of a parked store waits: so does its deadline. */
        @Bean
        CustomTask<Void> syncStepWithoutProgress(
                CommandGateway commands,
                RunningSyncs running,
                Stores stores,
                @Value("${shopledger.sync.step-patience:30m}") Duration patience) {
            return Tasks.custom(TASK, Void.class).execute((instance, context) -> {
                String[] key = instance.getId().split("/");
                SyncId sync = SyncId.parse("sync/" + key[0]);
                if (running.storeOf(sync)
                        .flatMap(stores::find)
                        .filter(store -> store.standing() == Standing.PARKED)
                        .isPresent()) {
                    return new OnCompleteReschedule<>(FixedDelay.of(patience));
                }
                commands.sendAndWait(
                        new FailStep(
                                sync,
                                Step.valueOf(key[1]),
                                "no-progress",
                                "Nothing was imported for a long time. Start the sync again; what was imported is known, and is not told twice."),
                        10,
                        TimeUnit.SECONDS);
                return new OnCompleteRemove<>();
            });
        }

        @Bean
        StepDeadlines stepDeadlines(
                Scheduler scheduler,
                CustomTask<Void> syncStepWithoutProgress,
                Clock clock,
                @Value("${shopledger.sync.step-patience:30m}") Duration patience) {
            return new StepDeadlines(scheduler, syncStepWithoutProgress, clock, patience);
        }
    }
}
