package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A topic that is to come to an address.
 *
 * @param address whole, such as {@code https://ledger.example/webhooks/orders-create}
 * @param seenAt when it was last known to be in force; absent where it never was
 * @param drift what was found wrong with it and is not settled yet
 * @param refusal Shopify's words, where it does not let us repair it
 */
record Wish(
        StoreId store,
        String topic,
        String address,
        Instant wantedSince,
        @Nullable Instant seenAt,
        @Nullable String drift,
        @Nullable String refusal) {

    Instant inForceUntil() {
        return seenAt == null ? wantedSince : seenAt;
    }

    /** @return the address under which all topics come */
    String root() {
        String path = SubscribedTopics.path(topic);
        return address.endsWith(path) ? address.substring(0, address.length() - path.length()) : address;
    }
}
