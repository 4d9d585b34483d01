package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.shopify.webhook.UninstallListener;
import io.shopledger.store.StoreCommand;
import io.shopledger.store.StoreCommand.ConnectStore;
import io.shopledger.store.StoreCommand.DisconnectStore;
import io.shopledger.store.StoreEvent.Shop;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells each store's aggregate what the registry knows. What a killed process left untold is told at the next start: a store
 * that hears nothing new says nothing.
 */
@Component
class StoreNews implements UninstallListener {
    private static final Logger LOG = LoggerFactory.getLogger(StoreNews.class);

    private final StoreTable table;
    private final CommandGateway commands;

    StoreNews(StoreTable table, CommandGateway commands) {
        this.table = table;
        this.commands = commands;
    }

    /** @param renewed whether its token or secret is a new one */
    void connected(StoreId store, boolean renewed) {
        table.find(store).ifPresent(row -> tell(row, renewed));
    }

    @EventListener(ApplicationReadyEvent.class)
    void tellAll() {
        for (StoreRow row : table.all()) {
            try {
                tell(row, false);
            } catch (RuntimeException failure) {
                LOG.warn("Store {} is told at the next start: {}", row.id(), failure.toString());
            }
        }
    }

    @Override
    public void uninstalled(StoreId store, Instant at) {
        StoreRow row = table.find(store).orElse(null);
        if (row == null || at.isBefore(row.connectedAt())) {
            return; // of an installation before this one
        }
        table.disconnected(store, "uninstalled");
        disconnected(store, "uninstalled");
    }

    void disconnected(StoreId store, String reason) {
        table.find(store).ifPresent(row -> send(new DisconnectStore(store, reason, row.generation())));
    }

    private void tell(StoreRow row, boolean renewed) {
        List<String> scopes = row.scopes() == null ? List.of() : row.scopes();
        if (row.status() != StoreStatus.DISCONNECTED) {
            send(new ConnectStore(row.id(), shop(row), scopes, renewed, row.generation()));
        } else if (row.statusReason() != null) {
            send(new DisconnectStore(row.id(), row.statusReason(), row.generation()));
        }
    }

    private static Shop shop(StoreRow row) {
        return new Shop(row.domain(), number(row.shopGid()), row.name(), row.currency(), row.timeZone());
    }

    private static @Nullable Long number(@Nullable String gid) {
        return gid == null ? null : Long.valueOf(gid.substring(gid.lastIndexOf('/') + 1));
    }

    private void send(StoreCommand command) {
        commands.sendAndWait(command, 30, TimeUnit.SECONDS);
    }
}
