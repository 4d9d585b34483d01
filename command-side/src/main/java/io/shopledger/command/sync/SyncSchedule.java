package io.shopledger.command.sync;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.shopledger.StoreId;
import io.shopledger.command.gateway.Refusal;
import io.shopledger.command.schedule.Every;
import io.shopledger.store.Stores;
import io.shopledger.store.Stores.ConnectedStore;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.RequestSync;
import io.shopledger.sync.SyncId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Asks again and again for an incremental sync of one type, for every store that can be called and where none is running.
 * The state of a store that cannot says why.
 */
class SyncSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(SyncSchedule.class);

    private final Step step;
    private final Stores stores;
    private final CommandGateway commands;
    private final Instant started;

    SyncSchedule(Step step, Stores stores, CommandGateway commands, Instant started) {
        this.step = step;
        this.stores = stores;
        this.commands = commands;
        this.started = started;
    }

    /** @param due one from before this process started was missed while nothing ran: the next one makes up for it */
    void run(Instant due) {
        if (!due.isBefore(started)) {
            stores.all().stream().filter(ConnectedStore::isConnected).forEach(store -> request(store.id()));
        }
    }

    private void request(StoreId store) {
        try {
            commands.sendAndWait(
                    new RequestSync(
                            SyncId.random(), store, step.word(), List.of(step), false, null, null, false, "schedule"),
                    10,
                    TimeUnit.SECONDS);
        } catch (RuntimeException failure) {
            if (Refusal.in(failure).isEmpty()) { // one that is running, or just ending, is no failure
                LOG.warn("The scheduled sync of {} of store {} could not begin", step.word(), store, failure);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        SyncIntervals syncIntervals(Environment environment) {
            return SyncIntervals.of(environment::getProperty);
        }

        @Bean
        RecurringTask<Void> productSyncs(SyncIntervals intervals, Stores stores, CommandGateway commands, Clock clock) {
            return task(Step.PRODUCTS, intervals, stores, commands, clock);
        }

        @Bean
        RecurringTask<Void> inventorySyncs(
                SyncIntervals intervals, Stores stores, CommandGateway commands, Clock clock) {
            return task(Step.INVENTORY, intervals, stores, commands, clock);
        }

        @Bean
        RecurringTask<Void> customerSyncs(
                SyncIntervals intervals, Stores stores, CommandGateway commands, Clock clock) {
            return task(Step.CUSTOMERS, intervals, stores, commands, clock);
        }

        @Bean
        RecurringTask<Void> orderSyncs(SyncIntervals intervals, Stores stores, CommandGateway commands, Clock clock) {
            return task(Step.ORDERS, intervals, stores, commands, clock);
        }

        private static RecurringTask<Void> task(
                Step step, SyncIntervals intervals, Stores stores, CommandGateway commands, Clock clock) {
            SyncSchedule schedule = new SyncSchedule(step, stores, commands, clock.instant());
            return Tasks.recurring("sync-" + step.word(), Every.pause(intervals.of(step)))
                    .execute((instance, context) ->
                            schedule.run(context.getExecution().getExecutionTime()));
        }
    }
}
