package io.shopledger.query.customer;

import io.shopledger.query.entity.EntityRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code shopify_customers}, for reading only: its fields are those by which a list is filtered. */
@Entity
@Immutable
@Table(name = "shopify_customers")
class CustomerRow extends EntityRow {
    @Nullable
    private String state;

    protected CustomerRow() {}
}
