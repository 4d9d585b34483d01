package io.shopledger.shopify.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery that waits to be decided, as the inbox keeps it. */
record WaitingDelivery(
        long rank,
        long id,
        int partition,
        long store,
        String topic,
        @Nullable String webhookId,
        @Nullable Instant triggeredAt,
        Instant receivedAt,
        byte @Nullable [] body) {}
