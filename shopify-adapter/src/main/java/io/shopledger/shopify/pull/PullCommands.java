package io.shopledger.shopify.pull;

import io.shopledger.sync.PullCommand.PullStep;
import io.shopledger.sync.PullCommand.StopPulling;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** What syncs ask of this module. */
@Component
class PullCommands {
    private final PullJobs jobs;
    private final PullSettings settings;
    private final PullWorker worker;

    PullCommands(PullJobs jobs, PullSettings settings, PullWorker worker) {
        this.jobs = jobs;
        this.settings = settings;
        this.worker = worker;
    }

    @CommandHandler
    void handle(PullStep command) {
        jobs.add(command, settings.pageSize(command.batchSize()));
        worker.wake();
    }

    @CommandHandler
    void handle(StopPulling command) {
        jobs.stop(command.syncId());
    }
}
