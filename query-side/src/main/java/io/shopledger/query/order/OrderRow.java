package io.shopledger.query.order;

import io.shopledger.order.OrderRecord;
import io.shopledger.query.entity.EntityRow;
import io.shopledger.stored.StoredJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code shopify_orders}, for reading only: {@link OrderProjection} writes it. */
@Entity
@Immutable
@Table(name = "shopify_orders")
public class OrderRow extends EntityRow {
    @Nullable
    private String name;

    @Nullable
    private String currency;

    @Column(name = "financial_status")
    @Nullable
    private String financialStatus;

    @Column(name = "fulfillment_status")
    @Nullable
    private String fulfillmentStatus;

    @Column(name = "current_total_price")
    @Nullable
    private BigDecimal currentTotalPrice;

    @Column(name = "total_price")
    @Nullable
    private BigDecimal totalPrice;

    protected OrderRow() {}

    public @Nullable String name() {
        return name;
    }

    public @Nullable String currency() {
        return currency;
    }

    public @Nullable String financialStatus() {
        return financialStatus;
    }

    public @Nullable String fulfillmentStatus() {
        return fulfillmentStatus;
    }

    /** @return what the order came to when it was placed, in the shop's currency */
    public @Nullable BigDecimal originalTotal() {
        return totalPrice;
    }

    /** @return what the order comes to today, in the shop's currency */
    public @Nullable BigDecimal total() {
        return currentTotalPrice == null ? totalPrice : currentTotalPrice;
    }

    /** @return the whole record, its personal fields sealed */
    public OrderRecord record() {
        return StoredJson.MAPPER.readValue(recordJson(), OrderRecord.class);
    }
}
