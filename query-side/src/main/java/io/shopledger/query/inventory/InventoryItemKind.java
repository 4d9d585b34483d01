package io.shopledger.query.inventory;

import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.InventoryItemFold;
import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.query.entity.Column;
import io.shopledger.query.entity.ObservedKind;
import io.shopledger.query.entity.RowKey;
import io.shopledger.query.list.Words;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Inventory items as rows: {@code shopify_inventory_items}. */
public final class InventoryItemKind implements ObservedKind<InventoryItemRecord, InventoryItemEvent> {
    public static final InventoryItemKind ITEMS = new InventoryItemKind();

    private static final List<Column<InventoryItemRecord>> COLUMNS = List.of(
            new Column<>("sku", InventoryItemRecord::sku),
            new Column<>("tracked", InventoryItemRecord::tracked),
            new Column<>("requires_shipping", InventoryItemRecord::requiresShipping),
            new Column<>("cost", InventoryItemRecord::cost),
            new Column<>("created_at", InventoryItemRecord::createdAt),
            new Column<>("words", InventoryItemKind::words));

    private InventoryItemKind() {}

    private static List<String> words(InventoryItemRecord item) {
        return new Words().text(item.sku()).exact("tracked", item.tracked()).list();
    }

    @Override
    public String table() {
        return "shopify_inventory_items";
    }

    @Override
    public String streams() {
        return "item";
    }

    @Override
    public RowKey key() {
        return RowKey.OF_A_STORE;
    }

    @Override
    public Class<InventoryItemRecord> record() {
        return InventoryItemRecord.class;
    }

    @Override
    public Class<InventoryItemEvent> events() {
        return InventoryItemEvent.class;
    }

    @Override
    public @Nullable InventoryItemRecord first(InventoryItemEvent event) {
        return event instanceof InventoryItemEvent.InventoryItemListed first ? first.record() : null;
    }

    @Override
    public @Nullable InventoryItemRecord learned(InventoryItemEvent event) {
        return event instanceof InventoryItemEvent.InventoryItemLearned learned ? learned.learned() : null;
    }

    @Override
    public boolean removes(InventoryItemEvent event) {
        return event instanceof InventoryItemEvent.InventoryItemRemoved;
    }

    @Override
    public boolean returns(InventoryItemEvent event) {
        return event instanceof InventoryItemEvent.InventoryItemReturned;
    }

    @Override
    public InventoryItemRecord after(@Nullable InventoryItemRecord before, InventoryItemEvent event) {
        return InventoryItemFold.after(before, event);
    }

    @Override
    public List<Column<InventoryItemRecord>> columns() {
        return COLUMNS;
    }

    @Override
    public Optional<String> cachedAs() {
        return Optional.of("inventory");
    }
}
