package io.shopledger.shopify.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that waits to be decided, as the inbox keeps it.
 *
 * @param named customers and orders that its body names, as keys of their streams; none until it was opened
 * @param anybodys whether its body may be about anybody: it cannot be read, or names nobody
 */
record WaitingDelivery(
        long rank,
        long id,
        int partition,
        long store,
        String topic,
        @Nullable String webhookId,
        @Nullable Instant triggeredAt,
        Instant receivedAt,
        byte @Nullable [] body,
        List<String> named,
        boolean anybodys) {
    WaitingDelivery(
            long rank,
            long id,
            int partition,
            long store,
            String topic,
            @Nullable String webhookId,
            @Nullable Instant triggeredAt,
            Instant receivedAt,
            byte @Nullable [] body) {
        this(rank, id, partition, store, topic, webhookId, triggeredAt, receivedAt, body, List.of(), false);
    }

    WaitingDelivery naming(List<String> subjects) {
        return new WaitingDelivery(
                rank, id, partition, store, topic, webhookId, triggeredAt, receivedAt, body, subjects, false);
    }

    WaitingDelivery namingNobody() {
        return new WaitingDelivery(
                rank, id, partition, store, topic, webhookId, triggeredAt, receivedAt, body, List.of(), true);
    }
}
