package io.shopledger.query.sync;

import io.shopledger.query.entity.Entities;
import io.shopledger.query.entity.EntityState;
import io.shopledger.query.entity.Kind;
import io.shopledger.query.projection.Projection;
import io.shopledger.sync.SyncEvent;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Writes {@code shopify_syncs}: one row per sync, as of its last event, from the events alone. */
@Component
@ProcessingGroup(SyncProjection.NAME)
class SyncProjection implements Projection {
    static final String NAME = "syncs";

    private final Entities<SyncState, SyncEvent> syncs;
    private final SyncDurations durations;

    SyncProjection(Entities.Factory entities, SyncDurations durations) {
        this.syncs = entities.of(new SyncKind());
        this.durations = durations;
    }

    @EventHandler
    void on(SyncEvent event, @SequenceNumber long sequence, @Timestamp Instant appendedAt) {
        EntityState<SyncState> now = syncs.add(event, sequence, appendedAt);
        if (now != null && now.known().ended()) {
            durations.ended(event.syncId(), now.known());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Kind<?, ?>> kinds() {
        return List.of(new SyncKind());
    }

    @Override
    public void forget(String stream) {
        syncs.forget(stream);
    }

    @Override
    public OptionalLong markIncomplete(String stream) {
        return syncs.markIncomplete(stream);
    }

    @ResetHandler
    void forgetAll() {
        syncs.forgetAll();
    }
}
