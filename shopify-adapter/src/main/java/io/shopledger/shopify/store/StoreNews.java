package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.store.StoreCommand.ConnectStore;
import io.shopledger.store.StoreCommand.DisconnectStore;
import io.shopledger.store.StoreCommand.RedactStore;
import io.shopledger.store.StoreCommand.ReportDrift;
import io.shopledger.store.StoreCommand.ReportRepair;
import io.shopledger.store.StoreCommand.ReportSubscriptions;
import io.shopledger.store.StoreEvent.Drift;
import io.shopledger.store.StoreEvent.Shop;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells the store's aggregate what became of it. What is told twice changes nothing there, so whoever is interrupted tells
 * it again.
 */
@Component
public class StoreNews {
    private final CommandGateway commands;
    private final StoreTable table;

    StoreNews(CommandGateway commands, StoreTable table) {
        this.commands = commands;
        this.table = table;
    }

    /** @param renewed whether its token or secret is a new one */
    void connected(StoreId store, boolean renewed) {
        StoreRow row = table.find(store).orElseThrow();
        List<String> scopes = row.scopes() == null ? List.of() : row.scopes();
        commands.sendAndWait(new ConnectStore(
                store,
                new Shop(row.domain(), number(row.shopGid()), row.name(), row.currency(), row.timeZone()),
                scopes,
                renewed,
                row.generation()));
    }

    void disconnected(StoreId store, String reason, int generation) {
        commands.sendAndWait(new DisconnectStore(store, reason, generation));
    }

    /** @param generation of the installation that is over */
    void redacted(StoreId store, int generation) {
        commands.sendAndWait(new RedactStore(store, generation));
    }

    /** @param topics all that are in force at {@code address} */
    public void subscribed(StoreId store, String address, List<String> topics) {
        commands.sendAndWait(new ReportSubscriptions(store, address, topics));
    }

    /** @param topics all that are not as they were put in force, those included that are repaired meanwhile */
    public void drifted(StoreId store, List<Drift> topics) {
        commands.sendAndWait(new ReportDrift(store, topics));
    }

    /** @param blindFrom when these topics were last known to be in force */
    public void repaired(StoreId store, String address, List<String> topics, Instant blindFrom) {
        commands.sendAndWait(new ReportRepair(store, address, topics, blindFrom));
    }

    private static @Nullable Long number(@Nullable String gid) {
        String last = gid == null ? "" : gid.substring(gid.lastIndexOf('/') + 1);
        return last.matches("\\d{1,18}") ? Long.valueOf(last) : null;
    }
}
