package io.shopledger.shopify.staging;

import io.shopledger.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * One staged observation.
 *
 * @param observation absent where the row cannot be read
 * @param failure why it cannot be decided; absent where nothing speaks against it
 */
record StagedRow(
        long id,
        int partition,
        String job,
        long store,
        String type,
        @Nullable Observation observation,
        @Nullable String failure) {
    StagedRow failed(String reason) {
        return new StagedRow(id, partition, job, store, type, observation, reason);
    }
}
