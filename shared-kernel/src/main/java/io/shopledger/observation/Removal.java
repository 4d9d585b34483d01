package io.shopledger.observation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An observation that an entity is gone. */
public interface Removal extends Observation {

    /** @return how it was learnt, such as {@code orders/delete} */
    String evidence();

    /** Shopify says no time of the entity itself with its removal. */
    @Override
    default @Nullable Instant updatedAt() {
        return null;
    }
}
