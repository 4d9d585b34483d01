package io.shopledger.shopify.webhook;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What may be wrong with a topic's subscription at Shopify. */
enum Deviation {
    MISSING,
    /** There is one, for another address. */
    MOVED,
    /** It does not bring every change whole. */
    NARROWED;

    /** @param known the topic's subscriptions; absent is the answer where all is as it should be */
    static @Nullable Deviation of(String address, List<Subscription> known) {
        List<Subscription> ours =
                known.stream().filter(one -> one.address().equals(address)).toList();
        if (ours.isEmpty()) {
            return known.isEmpty() ? MISSING : MOVED;
        }
        return ours.stream().anyMatch(Subscription::isWhole) ? null : NARROWED;
    }

    /** @return as events and the database have it */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
