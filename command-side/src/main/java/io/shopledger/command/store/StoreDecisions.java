package io.shopledger.command.store;

import io.shopledger.store.StoreCommand;
import io.shopledger.store.StoreCommand.ConnectStore;
import io.shopledger.store.StoreCommand.DisconnectStore;
import io.shopledger.store.StoreCommand.ReportSubscriptions;
import java.time.Clock;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Takes a store's commands to its aggregate; the first one to connect makes it. */
@Component
class StoreDecisions {
    private final Repository<Store> stores;
    private final Clock clock;

    StoreDecisions(Repository<Store> stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    @CommandHandler
    void handle(ConnectStore asked) throws Exception {
        try {
            stores.load(asked.stream()).execute(store -> store.connect(asked, clock.instant()));
        } catch (AggregateNotFoundException first) {
            stores.newInstance(() -> {
                Store store = new Store();
                store.connect(asked, clock.instant());
                return store;
            });
        }
    }

    @CommandHandler
    void handle(ReportSubscriptions told) {
        ifKnown(told, store -> store.subscribed(told, clock.instant()));
    }

    @CommandHandler
    void handle(DisconnectStore asked) {
        ifKnown(asked, store -> store.disconnect(asked, clock.instant()));
    }

    private void ifKnown(StoreCommand asked, Consumer<Store> what) {
        try {
            stores.load(asked.stream()).execute(what);
        } catch (AggregateNotFoundException neverConnected) {
            // What was never connected has nothing to tell and nothing to end.
        }
    }
}
