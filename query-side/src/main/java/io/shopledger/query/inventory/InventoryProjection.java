package io.shopledger.query.inventory;

import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.query.entity.Entities;
import io.shopledger.query.entity.Kind;
import io.shopledger.query.projection.Projection;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/**
 * Writes {@code shopify_inventory_items} and {@code shopify_stock_levels}: one row per item, and one per item and location,
 * as of the last event. Rows follow from the events alone.
 */
@Component
@ProcessingGroup(InventoryProjection.NAME)
class InventoryProjection implements Projection {
    static final String NAME = "inventory";

    private final Entities<?, InventoryItemEvent> items;
    private final Entities<?, StockLevelEvent> levels;

    InventoryProjection(Entities.Factory entities) {
        items = entities.of(InventoryItemKind.ITEMS);
        levels = entities.of(StockLevelKind.LEVELS);
    }

    @EventHandler
    void on(InventoryItemEvent event, @SequenceNumber long sequence, @Timestamp Instant appendedAt) {
        items.add(event, sequence, appendedAt);
    }

    @EventHandler
    void on(StockLevelEvent event, @SequenceNumber long sequence, @Timestamp Instant appendedAt) {
        levels.add(event, sequence, appendedAt);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** 2: words. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<Kind<?, ?>> kinds() {
        return List.of(InventoryItemKind.ITEMS, StockLevelKind.LEVELS);
    }

    @Override
    public void forget(String stream) {
        rowsOf(stream).forget(stream);
    }

    @Override
    public OptionalLong markIncomplete(String stream) {
        return rowsOf(stream).markIncomplete(stream);
    }

    @ResetHandler
    void forgetAll() {
        items.forgetAll();
        levels.forgetAll();
    }

    private Entities<?, ?> rowsOf(String stream) {
        return stream.startsWith("stock/") ? levels : items;
    }
}
