package io.shopledger.command.store;

import io.shopledger.command.gateway.KnownStreams;
import io.shopledger.store.StoreCommand;
import io.shopledger.store.StoreCommand.ConnectStore;
import io.shopledger.store.StoreCommand.DisconnectStore;
import io.shopledger.store.StoreCommand.RedactStore;
import io.shopledger.store.StoreCommand.ReportDrift;
import io.shopledger.store.StoreCommand.ReportRepair;
import io.shopledger.store.StoreCommand.ReportSubscriptions;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Takes a store's commands to its aggregate; the first one to connect makes it. */
@Component
class StoreDecisions {
    private final Repository<Store> stores;
    private final KnownStreams known;
    private final Clock clock;

    StoreDecisions(Repository<Store> stores, KnownStreams known, Clock clock) {
        this.stores = stores;
        this.known = known;
        this.clock = clock;
    }

    @CommandHandler
    void handle(ConnectStore asked) throws Exception {
        if (isKnown(asked)) {
            stores.load(asked.stream()).execute(store -> store.connect(asked, clock.instant()));
            return;
        }
        stores.newInstance(() -> {
            Store store = new Store();
            store.connect(asked, clock.instant());
            return store;
        });
    }

    /** What was never connected has nothing to tell. */
    @CommandHandler
    void handle(ReportSubscriptions told) {
        if (isKnown(told)) {
            stores.load(told.stream()).execute(store -> store.subscribed(told, clock.instant()));
        }
    }

    @CommandHandler
    void handle(ReportDrift told) {
        if (isKnown(told)) {
            stores.load(told.stream()).execute(store -> store.drifted(told, clock.instant()));
        }
    }

    @CommandHandler
    void handle(ReportRepair told) {
        if (isKnown(told)) {
            stores.load(told.stream()).execute(store -> store.repaired(told, clock.instant()));
        }
    }

    /** What was never connected has nothing to end. */
    @CommandHandler
    void handle(DisconnectStore asked) {
        if (isKnown(asked)) {
            stores.load(asked.stream()).execute(store -> store.disconnect(asked, clock.instant()));
        }
    }

    @CommandHandler
    void handle(RedactStore demand) {
        if (isKnown(demand)) {
            stores.load(demand.stream()).execute(store -> store.redact(demand, clock.instant()));
        }
    }

    private boolean isKnown(StoreCommand asked) {
        return known.contains(asked.stream());
    }
}
