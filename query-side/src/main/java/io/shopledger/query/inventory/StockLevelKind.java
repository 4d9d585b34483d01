package io.shopledger.query.inventory;

import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.inventory.StockLevelFold;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.query.entity.Column;
import io.shopledger.query.entity.ObservedKind;
import io.shopledger.query.entity.RowKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stock levels as rows: {@code shopify_stock_levels}. */
public final class StockLevelKind implements ObservedKind<StockLevelRecord, StockLevelEvent> {
    public static final StockLevelKind LEVELS = new StockLevelKind();

    private static final List<Column<StockLevelRecord>> COLUMNS =
            List.of(new Column<>("available", StockLevelRecord::available));

    private static final RowKey KEY = new RowKey("bigint", List.of("store_id", "item_id", "location_id"));

    private StockLevelKind() {}

    @Override
    public String table() {
        return "shopify_stock_levels";
    }

    @Override
    public String streams() {
        return "stock";
    }

    @Override
    public RowKey key() {
        return KEY;
    }

    @Override
    public Class<StockLevelRecord> record() {
        return StockLevelRecord.class;
    }

    @Override
    public Class<StockLevelEvent> events() {
        return StockLevelEvent.class;
    }

    @Override
    public @Nullable StockLevelRecord first(StockLevelEvent event) {
        return event instanceof StockLevelEvent.StockLevelConnected first ? first.record() : null;
    }

    @Override
    public @Nullable StockLevelRecord learned(StockLevelEvent event) {
        return event instanceof StockLevelEvent.StockLevelLearned learned ? learned.learned() : null;
    }

    @Override
    public boolean removes(StockLevelEvent event) {
        return event instanceof StockLevelEvent.StockLevelDisconnected;
    }

    @Override
    public boolean returns(StockLevelEvent event) {
        return event instanceof StockLevelEvent.StockLevelReconnected;
    }

    @Override
    public StockLevelRecord after(@Nullable StockLevelRecord before, StockLevelEvent event) {
        return StockLevelFold.after(before, event);
    }

    @Override
    public List<Column<StockLevelRecord>> columns() {
        return COLUMNS;
    }

    @Override
    public Optional<String> cachedAs() {
        return Optional.of("inventory");
    }
}
