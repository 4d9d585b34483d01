package io.shopledger.shopify.observation;

import io.shopledger.Origin;
import io.shopledger.StoreId;
import io.shopledger.Via;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How we heard of something.
 *
 * @param via a webhook, a sync's read, or the answer to a write of ours
 * @param id the delivery's webhook id, or the sync's id
 * @param triggeredAt when Shopify sent the webhook off; absent for reads
 * @param heardAt our clock, UTC: a webhook's receipt, a read's moment of sending
 */
public record Heard(
        StoreId store, Via via, String id, @Nullable Instant triggeredAt, Instant heardAt) {
    /** @return a read, whose answer is no older than {@code sentAt} */
    public static Heard byRead(StoreId store, Via via, String id, Instant sentAt) {
        return new Heard(store, via, id, null, sentAt);
    }

    /** @param told the time that Shopify says of the thing; where it says none, it was so when we were told of it */
    public Instant at(@Nullable Instant told) {
        if (told != null) {
            return told;
        }
        return triggeredAt == null ? heardAt : triggeredAt;
    }

    public Origin origin(Instant at) {
        return new Origin(via, id, at, heardAt, null);
    }
}
