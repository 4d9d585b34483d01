package io.shopledger.command.sync;

import io.shopledger.StoreId;
import io.shopledger.command.gateway.Refusal;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.RequestSync;
import io.shopledger.sync.SyncId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Table {@code ledger.running_sync}: its key lets one sync of a store and type run at a time. It is written in the
 * transaction of the event that begins or ends the sync, so that neither can be without the other.
 */
@Component
class RunningSyncs {
    private final JdbcTemplate jdbc;

    RunningSyncs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws org.axonframework.commandhandling.CommandExecutionException {@code sync-running}, with the other's id */
    void claim(RequestSync asked) {
        // In one order, so that two that ask at once wait for each other and not in a circle.
        List<String> types = new TreeSet<>(Stream.concat(
                                Stream.of(asked.type()), asked.steps().stream().map(Step::word))
                        .toList())
                .stream().toList();
        int[] claimed = jdbc.batchUpdate(
                "insert into ledger.running_sync (store_id, type, sync_id) values (?, ?, ?) on conflict do nothing",
                types.stream()
                        .map(type -> new Object[] {
                            asked.store().value(), type, asked.syncId().value()
                        })
                        .toList());
        for (int i = 0; i < claimed.length; i++) {
            if (claimed[i] == 0) {
                throw running(asked.store(), types.get(i), holder(asked.store(), types.get(i)));
            }
        }
    }

    void release(SyncId sync) {
        jdbc.update("delete from ledger.running_sync where sync_id = ?", sync.value());
    }

    /** @return the store of a sync that runs */
    Optional<StoreId> storeOf(SyncId sync) {
        return jdbc
                .queryForList(
                        "select store_id from ledger.running_sync where sync_id = ? limit 1", Long.class, sync.value())
                .stream()
                .map(StoreId::new)
                .findFirst();
    }

    private UUID holder(StoreId store, String type) {
        return jdbc
                .queryForList(
                        "select sync_id from ledger.running_sync where store_id = ? and type = ?",
                        UUID.class,
                        store.value(),
                        type)
                .stream()
                .findFirst()
                .orElseThrow(() -> Refusal.of("busy") // it ended between the two statements
                        .because("Another sync of this store is just ending; ask again in a moment."));
    }

    private static RuntimeException running(StoreId store, String type, UUID holder) {
        return new Refusal("sync-running", Map.of("sync_id", holder.toString()))
                .because("A sync of store %s that holds %s is running. Wait for it: /api/v1/sync/%s, or cancel it."
                        .formatted(store, type, holder));
    }
}
