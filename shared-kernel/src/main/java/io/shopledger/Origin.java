package io.shopledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an observation came from.
 *
 * @param via the way we heard of it
 * @param id the delivery's webhook id, or the sync's id
 * @param at when Shopify says it was so (UTC)
 * @param heardAt when we heard it, by our clock (UTC): a webhook's receipt, a read's moment of sending
 * @param actor who did it, where Shopify says
 */
public record Origin(
        Via via,
        String id,
        Instant at,
        Instant heardAt,
        @Nullable Actor actor) {}
