package io.shopledger.shopify.webhook;

import io.shopledger.observation.Decision;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.observation.Heard;
import io.shopledger.shopify.privacy.Demand;
import org.jspecify.annotations.Nullable;

/** What a waiting delivery says, once opened and mapped. */
sealed interface Reading {
    WaitingDelivery delivery();

    /** It shows an entity as it is, or that it is gone. */
    record Observed(WaitingDelivery delivery, Observation observation) implements Reading {}

    /** There is nothing to decide. */
    record Settled(WaitingDelivery delivery, Decision decision) implements Reading {}

    /**
     * The app was removed from the store.
     *
     * @param shopId Shopify's number of the shop that the body names; absent where it names none
     * @param domain of that shop; absent where the body names none
     */
    record Uninstalled(
            WaitingDelivery delivery,
            @Nullable Long shopId,
            @Nullable String domain) implements Reading {}

    /** It demands something concerning personal data. */
    record Demanded(WaitingDelivery delivery, Heard heard, Demand demand) implements Reading {}

    /**
     * A shop that is not connected demands that somebody, or all, be forgotten.
     *
     * @param domain as the body says it
     */
    record DemandedByAStranger(WaitingDelivery delivery, String domain, Demand demand) implements Reading {}

    /** It cannot be used. */
    record Dead(WaitingDelivery delivery, DeadReason reason) implements Reading {}

    /** It belongs to another partition than was thought on receipt. */
    record Misrouted(WaitingDelivery delivery, int partition) implements Reading {}
}
