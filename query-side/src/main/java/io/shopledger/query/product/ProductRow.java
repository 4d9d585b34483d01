package io.shopledger.query.product;

import io.shopledger.query.entity.EntityRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code shopify_products}, for reading only: its fields are those by which a list is filtered. */
@Entity
@Immutable
@Table(name = "shopify_products")
class ProductRow extends EntityRow {
    @Nullable
    private String status;

    @Nullable
    private String vendor;

    @Column(name = "product_type")
    @Nullable
    private String productType;

    @Nullable
    private String handle;

    protected ProductRow() {}
}
