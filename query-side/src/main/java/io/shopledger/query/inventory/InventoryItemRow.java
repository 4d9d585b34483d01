package io.shopledger.query.inventory;

import io.shopledger.query.entity.EntityRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code shopify_inventory_items}, for reading only: its fields are those by which a list is filtered. */
@Entity
@Immutable
@Table(name = "shopify_inventory_items")
class InventoryItemRow extends EntityRow {
    @Nullable
    private String sku;

    protected InventoryItemRow() {}
}
