package io.shopledger.query.sync;

import io.shopledger.query.entity.Column;
import io.shopledger.query.entity.Kind;
import io.shopledger.query.entity.RowKey;
import io.shopledger.query.entity.Turn;
import io.shopledger.sync.SyncEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Syncs as rows: {@code shopify_syncs}. */
final class SyncKind implements Kind<SyncState, SyncEvent> {
    private static final RowKey KEY = new RowKey("uuid", List.of("sync_id"));

    private static final List<Column<SyncState>> COLUMNS = List.of(
            new Column<>("store_id", SyncState::store),
            new Column<>("sync_type", SyncState::type),
            new Column<>("status", SyncState::status),
            new Column<>("started_at", SyncState::startedAt),
            new Column<>("completed_at", SyncState::completedAt),
            new Column<>("records_processed", SyncState::imported));

    @Override
    public String table() {
        return "shopify_syncs";
    }

    @Override
    public String streams() {
        return "sync";
    }

    @Override
    public RowKey key() {
        return KEY;
    }

    @Override
    public Class<SyncState> record() {
        return SyncState.class;
    }

    @Override
    public Class<SyncEvent> events() {
        return SyncEvent.class;
    }

    @Override
    public String stream(SyncEvent event) {
        return event.syncId().toString();
    }

    @Override
    public Instant at(SyncEvent event) {
        return event.at();
    }

    @Override
    public Turn turn(SyncEvent event) {
        return event instanceof SyncEvent.SyncRequested ? Turn.BEGINS : Turn.CHANGES;
    }

    @Override
    public SyncState after(@Nullable SyncState before, SyncEvent event) {
        return SyncState.after(before, event);
    }

    @Override
    public List<Column<SyncState>> columns() {
        return COLUMNS;
    }
}
