package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.shopify.http.NotPossible;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.store.Stores;
import io.shopledger.webhook.SubscriptionWatch;
import io.shopledger.webhook.SubscriptionWatch.State;
import io.shopledger.webhook.SubscriptionWatch.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether the topics that are wanted come. */
@RestController
class SubscriptionHealthController {
    private final SubscriptionWatch watch;
    private final Subscriptions subscriptions;
    private final StoreRegistry stores;

    SubscriptionHealthController(SubscriptionWatch watch, Subscriptions subscriptions, StoreRegistry stores) {
        this.watch = watch;
        this.subscriptions = subscriptions;
        this.stores = stores;
    }

    /** @param well whether no topic is drifted or silent */
    record HealthOfTopics(long storeId, boolean well, List<TopicHealth> topics) {}

    record TopicHealth(
            String topic,
            String address,
            String state,
            Instant wantedSince,
            @Nullable Instant inForceSince,
            @Nullable Instant seenInForceAt,
            @Nullable Instant lastDelivery,
            @Nullable Instant silentSince,
            @Nullable Long alarmAfterSeconds,
            @Nullable String drift,
            @Nullable String refusal) {
        static TopicHealth of(Watched one) {
            Duration patience = one.patience();
            return new TopicHealth(
                    one.topic(),
                    one.address(),
                    one.state().word(),
                    one.wantedSince(),
                    one.inForceSince(),
                    one.seenAt(),
                    one.lastDelivery(),
                    one.state() == State.SILENT ? one.lastDelivery() : null,
                    patience == null ? null : patience.toSeconds(),
                    one.drift(),
                    one.refusal());
        }
    }

    /** Errors: 404 for a store that there is not. */
    @GetMapping("/api/v1/webhooks/health")
    HealthOfTopics health(@RequestParam("store_id") long storeId) {
        List<Watched> all = watch.of(known(storeId));
        return new HealthOfTopics(
                storeId,
                all.stream().noneMatch(one -> one.state().isAlarming()),
                all.stream().map(TopicHealth::of).toList());
    }

    /**
     * A topic is wanted no more, and not repaired; for one that Shopify refuses, and so has no subscription to remove. What
     * Shopify has stays. Errors: 404 for a topic that is not wanted.
     */
    @DeleteMapping("/api/v1/webhooks/health")
    Map<String, String> forget(@RequestParam("store_id") long storeId, @RequestParam("topic") String topic) {
        if (!subscriptions.forget(known(storeId), Topic.of(topic, null))) {
            throw NotPossible.notFound("This topic is not wanted. See /api/v1/webhooks/health?store_id=" + storeId);
        }
        return Map.of("status", "forgotten");
    }

    private StoreId known(long id) {
        if (id < 1 || stores.find(new StoreId(id)).isEmpty()) {
            throw NotPossible.notFound(Stores.unknown(id));
        }
        return new StoreId(id);
    }
}
