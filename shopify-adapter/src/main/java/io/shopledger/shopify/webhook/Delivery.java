package io.shopledger.shopify.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One verified webhook delivery, ready to be kept.
 *
 * @param id ours, in the inbox
 * @param store the store's number, 0 for a shop that we do not know
 * @param shop the shop's domain, as the delivery's header says
 * @param topic such as {@code orders/create}
 * @param webhookId Shopify's id of this delivery to this subscription; the same in its repetitions
 * @param eventId Shopify's id of the merchant's action; several topics share it
 * @param triggeredAt when Shopify sent it off first
 * @param receivedAt our clock, UTC
 * @param partition by which entity it is decided
 * @param bodyBytes the body's length as it came
 * @param body as the inbox keeps it, compressed and sealed; absent where it was too large to keep
 * @param keys by which a repetition is known
 * @param dead why it cannot be used, known already on receipt
 */
record Delivery(
        long id,
        long store,
        @Nullable String shop,
        String topic,
        @Nullable String webhookId,
        @Nullable String eventId,
        @Nullable String apiVersion,
        @Nullable Instant triggeredAt,
        Instant receivedAt,
        int partition,
        int bodyBytes,
        byte @Nullable [] body,
        List<byte[]> keys,
        @Nullable DeadReason dead) {
    /** The number that stands for a store that we do not know. */
    static final long UNKNOWN_SHOP = 0;
}
