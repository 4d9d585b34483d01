package io.shopledger.observation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An observation that something became of an entity, and not what: a read has to tell. */
public interface Hint extends Observation {

    /** What Shopify says the time of is the cause, and not the entity. */
    @Override
    default @Nullable Instant updatedAt() {
        return null;
    }
}
