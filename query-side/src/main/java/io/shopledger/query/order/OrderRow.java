package io.shopledger.query.order;

import io.shopledger.StoreId;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import io.shopledger.stored.StoredJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code shopify_orders}, for reading only: {@link OrderProjection} writes it. */
@Entity
@Immutable
@Table(name = "shopify_orders")
@IdClass(OrderRow.Key.class)
public class OrderRow {
    @Id
    @Column(name = "store_id")
    private long storeId;

    @Id
    private long id;

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

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "last_event")
    private String lastEvent;

    @Column(name = "last_event_at")
    private Instant lastEventAt;

    private long version;

    @Column(name = "removed_at")
    @Nullable
    private Instant removedAt;

    private boolean incomplete;

    private String record;

    /** What identifies a row: Shopify's ids are one store's. */
    public record Key(long storeId, long id) implements Serializable {}

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected OrderRow() {}

    public OrderId orderId() {
        return new OrderId(new StoreId(storeId), id);
    }

    /** @return the whole record, its personal fields sealed */
    public OrderRecord record() {
        return StoredJson.MAPPER.readValue(record, OrderRecord.class);
    }

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

    /** @return what the order comes to today, in the shop's currency */
    public @Nullable BigDecimal total() {
        return currentTotalPrice == null ? totalPrice : currentTotalPrice;
    }

    /** @return when Shopify says the last change was so */
    public Instant updatedAt() {
        return updatedAt;
    }

    public String lastEvent() {
        return lastEvent;
    }

    public Instant lastEventAt() {
        return lastEventAt;
    }

    /** @return the number of the last event in the order's stream, from 0 */
    public long version() {
        return version;
    }

    /** @return whether events after {@link #version} were discarded: what the row says may be out of date */
    public boolean incomplete() {
        return incomplete;
    }

    public @Nullable Instant removedAt() {
        return removedAt;
    }
}
