package io.shopledger.webhook;

import io.shopledger.StoreId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store's webhooks one by one, for people to look at. The adapter implements it. */
public interface Deliveries {

    /** @return those received last, the last one first, each with what became of it */
    List<Delivered> latest(StoreId store, int limit);

    /** @param after the last one of the page before; 0 to begin. @return dead ones by their ids */
    List<Dead> dead(StoreId store, long after, int limit);

    /**
     * One delivery.
     *
     * @param outcome in the ledger's words, such as {@code applied}
     * @param reason why, where there is more to say
     */
    record Delivered(
            long id,
            String topic,
            Instant receivedAt,
            String outcome,
            @Nullable String reason) {}

    /**
     * One that could not be used.
     *
     * @param reason a stable word
     * @param detail why, without anything of the delivery's content
     */
    record Dead(
            long id,
            String topic,
            Instant receivedAt,
            String reason,
            @Nullable String detail) {}
}
