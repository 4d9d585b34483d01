package io.shopledger.query.customer;

import io.shopledger.query.entity.EntityRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code shopify_customers}, for reading only. */
@Entity
@Immutable
@Table(name = "shopify_customers")
class CustomerRow extends EntityRow {
    protected CustomerRow() {}
}
