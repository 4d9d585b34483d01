package io.shopledger.query.write;

import io.shopledger.query.entity.Entities;
import io.shopledger.query.entity.Kind;
import io.shopledger.query.projection.Projection;
import io.shopledger.write.ProductWriteEvent;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Writes {@code shopify_product_writes}: one row per product write, as of its last event, from the events alone. */
@Component
@ProcessingGroup(WriteProjection.NAME)
class WriteProjection implements Projection {
    static final String NAME = "writes";

    private final Entities<?, ProductWriteEvent> writes;

    WriteProjection(Entities.Factory entities) {
        writes = entities.of(new WriteKind());
    }

    @EventHandler
    void on(ProductWriteEvent event, @SequenceNumber long sequence, @Timestamp Instant appendedAt) {
        writes.add(event, sequence, appendedAt);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Kind<?, ?>> kinds() {
        return List.of(new WriteKind());
    }

    @Override
    public void forget(String stream) {
        writes.forget(stream);
    }

    @Override
    public OptionalLong markIncomplete(String stream) {
        return writes.markIncomplete(stream);
    }

    @ResetHandler
    void forgetAll() {
        writes.forgetAll();
    }
}
