package io.shopledger.query.inventory;

import io.shopledger.query.entity.EntityRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code shopify_inventory_items}, for reading only. */
@Entity
@Immutable
@Table(name = "shopify_inventory_items")
class InventoryItemRow extends EntityRow {
    protected InventoryItemRow() {}
}
