package io.shopledger.query.entity;

import io.shopledger.StoreId;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the rows of every kind of a store have, for reading only: projections write them. */
@MappedSuperclass
@IdClass(EntityRow.Key.class)
public abstract class EntityRow {
    @Id
    @Column(name = "store_id")
    private long storeId;

    @Id
    private long id;

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
    protected EntityRow() {}

    public StoreId store() {
        return new StoreId(storeId);
    }

    /** @return Shopify's number */
    public long id() {
        return id;
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

    /** @return the number of the last event in the stream, from 0 */
    public long version() {
        return version;
    }

    public @Nullable Instant removedAt() {
        return removedAt;
    }

    /** @return whether events after {@link #version} were discarded: what the row says may be out of date */
    public boolean incomplete() {
        return incomplete;
    }

    /** @return the whole record as JSON, its personal fields sealed */
    public String recordJson() {
        return record;
    }
}
