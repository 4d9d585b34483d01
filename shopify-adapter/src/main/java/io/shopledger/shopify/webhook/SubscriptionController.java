package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.http.NotPossible;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.shopify.webhook.Subscriptions.TopicOutcome;
import io.shopledger.store.Stores;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions at Shopify: register, list, remove. */
@RestController
@RequestMapping("/api/v1/webhooks")
class SubscriptionController {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private final Subscriptions subscriptions;
    private final StoreRegistry stores;

    SubscriptionController(Subscriptions subscriptions, StoreRegistry stores) {
        this.subscriptions = subscriptions;
        this.stores = stores;
    }

    /**
     * @param baseUrl where this service is reached from outside, without {@code /webhooks}
     * @param topics in the form {@code orders/create} or {@code orders-create}; all on which we act where absent
     */
    record Registration(
            @Nullable Long storeId,
            @Nullable String baseUrl,
            @Nullable List<String> topics) {}

    /** @param totalRegistered the requested topics that are in force now */
    record RegisteredView(int totalRegistered, List<TopicView> topics) {}

    record TopicView(String topic, String outcome, @Nullable String error) {
        static TopicView of(TopicOutcome one) {
            return new TopicView(one.topic(), one.outcome().name().toLowerCase(Locale.ROOT), one.error());
        }
    }

    record SubscriptionsView(List<Subscription> webhooks) {}

    /** Makes Shopify send these topics here. 409 where the store is parked, 503 while Shopify cannot be reached. */
    @PostMapping("/register-all")
    RegisteredView registerAll(@RequestBody Registration asked) {
        StoreId store = store(asked.storeId());
        List<TopicOutcome> outcomes =
                subscriptions.register(store, base(asked.baseUrl()), SubscribedTopics.named(asked.topics()));
        return new RegisteredView(
                (int) outcomes.stream().filter(one -> one.outcome().inForce()).count(),
                outcomes.stream().map(TopicView::of).toList());
    }

    /** What Shopify has; it shows only what this app made by API. */
    @GetMapping
    SubscriptionsView all(@RequestParam("store_id") long storeId) {
        return new SubscriptionsView(subscriptions.all(store(storeId)));
    }

    /** @param id Shopify's number of the subscription */
    @DeleteMapping("/{id}")
    Map<String, String> remove(@PathVariable("id") long id, @RequestParam("store_id") long storeId) {
        try {
            subscriptions.remove(store(storeId), id);
        } catch (Refused refused) {
            throw NotPossible.notFound("Shopify does not remove subscription " + id + ": " + refused.getMessage()
                    + ". See /api/v1/webhooks?store_id=" + storeId);
        }
        return Map.of("status", "removed");
    }

    private StoreId store(@Nullable Long id) {
        if (id == null) {
            throw NotPossible.badRequest("store_id is missing");
        }
        if (id < 1 || stores.find(new StoreId(id)).isEmpty()) {
            throw NotPossible.notFound(Stores.unknown(id));
        }
        return new StoreId(id);
    }

    private static HttpUrl base(@Nullable String text) {
        HttpUrl url = text == null ? null : HttpUrl.parse(text.strip());
        if (url == null
                || url.query() != null
                || url.fragment() != null
                || !url.username().isEmpty()
                || !(url.isHttps() || LOOPBACK.contains(url.host()))) {
            throw NotPossible.badRequest("base_url is not where Shopify could reach this service. Give its address from"
                    + " outside, such as https://ledger.example.com; without https only this machine's own will do");
        }
        return url;
    }
}
