package io.shopledger.command.sync;

import io.shopledger.StoreId;
import io.shopledger.command.eventstore.ForeignEventStore;
import io.shopledger.command.gateway.Refusal;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.RequestSync;
import io.shopledger.sync.SyncEvent.SyncRequested;
import io.shopledger.sync.SyncId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Table {@code ledger.running_sync}: its key lets one sync of a store and type run at a time. It is written in the
 * transaction of the event that begins or ends the sync, so that neither can be without the other; where the event store
 * commits by itself, the saga that sees such an event makes up for what a killed process left undone.
 */
@Component
class RunningSyncs {
    private static final String FULL = "full";

    private final JdbcTemplate jdbc;
    private final boolean eventsApart;

    RunningSyncs(JdbcTemplate jdbc, Optional<ForeignEventStore> foreign) {
        this.jdbc = jdbc;
        this.eventsApart = foreign.isPresent();
    }

    /** @throws org.axonframework.commandhandling.CommandExecutionException {@code sync-running}, with the other's id */
    void claim(RequestSync asked) {
        List<String> types = types(asked.type(), asked.steps());
        int[] claimed = insert(asked.store(), asked.syncId(), types);
        for (int i = 0; i < claimed.length; i++) {
            if (claimed[i] == 0) {
                throw running(asked.store(), holder(asked.store(), types.get(i)));
            }
        }
    }

    /**
     * What {@link #claim} did, where it can be undone while the event stayed; what is another's by now remains so. Elsewhere a sync
     * that ended meanwhile would hold its types until that is seen too.
     */
    void hold(SyncRequested begun) {
        if (eventsApart) {
            insert(begun.store(), begun.syncId(), types(begun.type(), begun.steps()));
        }
    }

    private int[] insert(StoreId store, SyncId sync, List<String> types) {
        return jdbc.batchUpdate(
                "insert into ledger.running_sync (store_id, type, sync_id) values (?, ?, ?) on conflict do nothing",
                types.stream()
                        .map(type -> new Object[] {store.value(), type, sync.value()})
                        .toList());
    }

    /** In one order, so that two that ask at once wait for each other and not in a circle. */
    private static List<String> types(String type, List<Step> steps) {
        return Stream.concat(Stream.of(type), steps.stream().map(Step::word))
                .distinct()
                .sorted()
                .toList();
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

    private RuntimeException running(StoreId store, UUID holder) {
        List<String> held = jdbc.queryForList(
                "select type from ledger.running_sync where sync_id = ? order by type", String.class, holder);
        return new Refusal("sync-running", Map.of("sync_id", holder.toString()))
                .because("A sync of store %s is running, of %s. Wait for it: /api/v1/sync/%s, or cancel it."
                        .formatted(
                                store,
                                held.contains(FULL) ? "everything (a full sync)" : String.join(", ", held),
                                holder));
    }
}
