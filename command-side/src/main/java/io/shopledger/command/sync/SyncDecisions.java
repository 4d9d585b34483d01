package io.shopledger.command.sync;

import io.shopledger.sync.SyncCommand.RequestSync;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Begins a sync, unless one of its store and type is running. */
@Component
class SyncDecisions {
    private final Repository<Sync> syncs;
    private final RunningSyncs running;
    private final Clock clock;

    SyncDecisions(Repository<Sync> syncs, RunningSyncs running, Clock clock) {
        this.syncs = syncs;
        this.running = running;
        this.clock = clock;
    }

    @CommandHandler
    void handle(RequestSync asked) throws Exception {
        running.claim(asked); // before the aggregate: what fails while one is made is logged as a fault
        syncs.newInstance(() -> new Sync(asked, clock.instant()));
    }
}
