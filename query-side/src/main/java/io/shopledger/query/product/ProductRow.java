package io.shopledger.query.product;

import io.shopledger.query.entity.EntityRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code shopify_products}, for reading only. */
@Entity
@Immutable
@Table(name = "shopify_products")
class ProductRow extends EntityRow {
    protected ProductRow() {}
}
