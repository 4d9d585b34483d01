package io.shopledger.observation;

import io.shopledger.Origin;
import io.shopledger.Via;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing seen of one entity of a store, by a webhook or by a read. Deciding on it never fails for a business reason. */
public interface Observation {

    /** @return the key of the entity's event stream, such as {@code order/7/450789469} */
    String stream();

    Origin origin();

    /** @return Shopify's {@code updated_at} of the entity, where the observation carries one */
    @Nullable
    Instant updatedAt();

    /** @return when Shopify says it sent the webhook off; orders webhooks within one second of {@code updated_at} */
    @Nullable
    Instant triggeredAt();

    /** @return whether we asked (and so know that the answer is no older than our request) */
    default boolean isRead() {
        return !origin().via().equals(Via.WEBHOOK);
    }
}
