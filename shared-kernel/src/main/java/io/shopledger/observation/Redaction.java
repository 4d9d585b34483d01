package io.shopledger.observation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A demand that what is personal of an entity be erased for good. What else is known of it stays. */
public interface Redaction extends Observation {

    /** The demand has a time, and says none of the entity. */
    @Override
    default @Nullable Instant updatedAt() {
        return null;
    }
}
