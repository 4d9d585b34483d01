package io.shopledger.store;

import io.shopledger.StoreId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What happened between a store and us. Stored under the names of {@code StoredNames}, which never change. Tokens and
 * secrets are in the vault, never here.
 */
public sealed interface StoreEvent {

    StoreId storeId();

    /** @return when it happened, by our clock (UTC) */
    Instant at();

    /**
     * The store was connected, for the first time or again after it had been disconnected.
     *
     * @param generation counts the installations, from 1
     */
    @Revision("1")
    record StoreConnected(StoreId storeId, Shop shop, List<String> scopes, int generation, Instant at)
            implements StoreEvent {
        public StoreConnected {
            scopes = scopes == null ? List.of() : List.copyOf(scopes);
        }
    }

    /** A connected store was given a new token or secret. */
    @Revision("1")
    record AccessRenewed(StoreId storeId, Instant at) implements StoreEvent {}

    /** What Shopify calls the store, or its currency or time zone, is another. */
    @Revision("1")
    record ShopDetailsChanged(StoreId storeId, Shop from, Shop to, Instant at) implements StoreEvent {}

    /** What Shopify lets us see and do changed. */
    @Revision("1")
    record ScopesChanged(StoreId storeId, List<String> from, List<String> to, Instant at) implements StoreEvent {
        public ScopesChanged {
            from = from == null ? List.of() : List.copyOf(from);
            to = to == null ? List.of() : List.copyOf(to);
        }
    }

    /** Webhooks were subscribed to. @param topics those now in force at {@code address} */
    @Revision("1")
    record WebhooksSubscribed(StoreId storeId, String address, List<String> topics, Instant at) implements StoreEvent {
        public WebhooksSubscribed {
            topics = topics == null ? List.of() : List.copyOf(topics);
        }
    }

    /** Subscriptions are not, or no more, as they were put in force. @param topics with what is wrong with each */
    @Revision("1")
    record WebhooksDrifted(StoreId storeId, List<Drift> topics, Instant at) implements StoreEvent {
        public WebhooksDrifted {
            topics = topics == null ? List.of() : List.copyOf(topics);
        }
    }

    /**
     * Subscriptions that had drifted are in force again.
     *
     * @param address under which the topics are delivered
     * @param blindFrom when they were last known to be in force: what was changed since may not have been told
     */
    @Revision("1")
    record WebhooksRepaired(StoreId storeId, String address, List<String> topics, Instant blindFrom, Instant at)
            implements StoreEvent {
        public WebhooksRepaired {
            topics = topics == null ? List.of() : List.copyOf(topics);
        }
    }

    /**
     * The store is connected no more.
     *
     * @param reason {@code uninstalled} in Shopify, or {@code asked} here
     */
    @Revision("1")
    record StoreDisconnected(StoreId storeId, String reason, int generation, Instant at) implements StoreEvent {}

    /**
     * What is personal of the store's customers and orders was erased: its key is destroyed.
     *
     * @param generation of the installation that was over; one that came after it is not concerned
     */
    @Revision("1")
    record StoreRedacted(StoreId storeId, int generation, Instant at) implements StoreEvent {}

    /**
     * A topic of which not all comes to where it should.
     *
     * @param what {@code missing}, {@code moved} to another address, or {@code narrowed} by a filter, by fields or in its format
     * @param inForceUntil when it was last known to be in force
     * @param refusal Shopify's words, where it did not let us repair it
     */
    record Drift(
            String topic,
            String what,
            Instant inForceUntil,
            @Nullable String refusal) {}

    /**
     * A shop as Shopify describes it.
     *
     * @param domain such as {@code demo.myshopify.com}
     * @param shopifyId Shopify's 64-bit number of the shop; absent until Shopify could be asked
     * @param currency ISO 4217
     * @param timeZone IANA name
     */
    record Shop(
            String domain,
            @Nullable Long shopifyId,
            @Nullable String name,
            @Nullable String currency,
            @Nullable String timeZone) {}
}
