package io.shopledger.webhook;

import io.shopledger.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a store's webhooks. The adapter implements it. */
public interface DeliveryLedger {

    /** @return one row per topic heard of, by topic; read in one snapshot, so that each row adds up */
    List<Row> of(StoreId store);

    /** @return when the delivery was received that waits longest; empty when none waits */
    Optional<Instant> oldestWaiting(StoreId store);

    /**
     * @param received all deliveries accepted, those included that were known already
     * @param outcomes how many of them came to which outcome; an outcome that never was is zero
     */
    record Row(String topic, long received, Map<Outcome, Long> outcomes) {
        public long count(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }
    }
}
