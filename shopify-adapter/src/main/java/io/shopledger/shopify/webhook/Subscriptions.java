package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.Call;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.graphql.ShopifyFailure;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.store.StoreNews;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which webhooks Shopify sends us. Registering is idempotent: what is right already is left alone. */
@Component
class Subscriptions {
    private static final String PURPOSE = "webhooks";
    private static final int PAGE = 100;
    /** Shopify's words where a subscription like this is there already. */
    private static final String TAKEN = "already been taken";

    /** In Shopify's words where a variable's value is none of its type's. */
    private static final String NO_SUCH_TOPIC = "$topic";

    private final GraphQlClient shopify;
    private final StoreNews news;
    private final Wishes wishes;
    private final CheckTurns turns;
    private final Clock clock;

    Subscriptions(GraphQlClient shopify, StoreNews news, Wishes wishes, CheckTurns turns, Clock clock) {
        this.shopify = shopify;
        this.news = news;
        this.wishes = wishes;
        this.turns = turns;
        this.clock = clock;
    }

    /** What became of a topic. */
    enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED,
        REFUSED,
        /** Shopify did not answer; the topic may be in force. */
        UNANSWERED;

        boolean inForce() {
            return this == CREATED || this == UPDATED || this == UNCHANGED;
        }
    }

    /** @param error Shopify's words, where it was refused */
    record TopicOutcome(
            String topic, Outcome outcome, @Nullable String error) {}

    /**
     * Sees to it that these topics come to us, now and for good: all but those that Shopify refuses are wanted from now on.
     *
     * @param topics as asked for, by their usual names
     * @throws ShopifyFailure when nothing can be registered at all; one topic that is refused stops no other
     */
    List<TopicOutcome> register(StoreId store, HttpUrl base, Map<String, String> topics) {
        return turns.changing(store, () -> {
            Instant asked = clock.instant();
            Map<String, List<Subscription>> known = byTopic(store, Priority.PEOPLE);
            wishes.compared(store, known, asked); // what is wrong is to be told, also where this puts it right
            List<TopicOutcome> outcomes = new ArrayList<>();
            topics.forEach((as, topic) -> outcomes.add(
                    topic.equals(Topic.NONE)
                            ? new TopicOutcome(as, Outcome.REFUSED, "This is no topic. Write it as orders/create")
                            : wanted(store, address(base, topic), topic, known.getOrDefault(topic, List.of()))));
            tell(store, base, known, outcomes);
            return outcomes;
        });
    }

    private TopicOutcome wanted(StoreId store, String address, String topic, List<Subscription> known) {
        TopicOutcome outcome = registered(store, address, topic, known, Priority.PEOPLE);
        if (outcome.outcome() != Outcome.REFUSED) {
            Instant now = clock.instant();
            wishes.keep(store, topic, address, now, outcome.outcome().inForce() ? now : null);
        }
        return outcome;
    }

    /**
     * Puts one topic right. What delivers to another address is left alone: it may be another service's of the same app.
     *
     * @param known the topic's subscriptions
     */
    TopicOutcome repair(Wish wish, List<Subscription> known) {
        List<Subscription> ours = known.stream()
                .filter(one -> one.address().equals(wish.address()))
                .toList();
        return registered(wish.store(), wish.address(), wish.topic(), ours, Priority.BACKGROUND);
    }

    /** What was in force at this address before still is. */
    private void tell(StoreId store, HttpUrl base, Map<String, List<Subscription>> known, List<TopicOutcome> outcomes) {
        Set<String> inForce = new TreeSet<>();
        known.forEach((topic, all) -> {
            if (all.stream().anyMatch(one -> one.address().equals(address(base, topic)))) {
                inForce.add(topic);
            }
        });
        outcomes.stream().filter(one -> one.outcome().inForce()).forEach(one -> inForce.add(one.topic()));
        if (!inForce.isEmpty()) {
            news.subscribed(store, root(base), List.copyOf(inForce));
        }
    }

    /** @return all that the app has made by API in this store; others Shopify does not show */
    List<Subscription> all(StoreId store) {
        return all(store, Priority.PEOPLE);
    }

    Map<String, List<Subscription>> byTopic(StoreId store, Priority priority) {
        return all(store, priority).stream().collect(Collectors.groupingBy(Subscription::topic));
    }

    private List<Subscription> all(StoreId store, Priority priority) {
        List<Subscription> all = new ArrayList<>();
        Call page = Call.of("webhook-subscriptions", priority, PURPOSE).with("first", PAGE);
        String cursor = null;
        do {
            JsonObject found = Objects.requireNonNull(
                    shopify.ask(store, page.with("after", cursor)).data().object("webhookSubscriptions"));
            all.addAll(found.each("nodes", Subscription::of));
            JsonObject info = found.object("pageInfo");
            cursor = info != null && Boolean.TRUE.equals(info.flag("hasNextPage")) ? info.text("endCursor") : null;
        } while (cursor != null);
        return all;
    }

    /**
     * Removes one, and what it brings is wanted no more.
     *
     * @throws Refused where there is none of this number
     */
    void remove(StoreId store, long id) {
        turns.changing(store, () -> {
            all(store).stream()
                    .filter(one -> one.id() == id)
                    .forEach(one -> wishes.forget(store, one.topic(), one.address()));
            return shopify.ask(
                    store,
                    Call.of("webhook-subscription-delete", Priority.PEOPLE, PURPOSE)
                            .with("id", Subscription.gid(id)));
        });
    }

    /** A topic is wanted no more, whatever Shopify has of it. @return whether it was wanted */
    boolean forget(StoreId store, String topic) {
        return turns.changing(store, () -> wishes.forget(store, topic, null));
    }

    private TopicOutcome registered(
            StoreId store, String address, String topic, List<Subscription> known, Priority priority) {
        try {
            return new TopicOutcome(topic, registeredOrRefused(store, address, topic, known, priority), null);
        } catch (Parked nothingWillSucceed) {
            throw nothingWillSucceed;
        } catch (Refused refused) {
            if (refused.userErrors.isEmpty() && refused.getMessage().contains(NO_SUCH_TOPIC)) {
                return new TopicOutcome(
                        topic,
                        Outcome.REFUSED,
                        "Shopify has no topic %s in this version of its API. Those on which this service acts: %s"
                                .formatted(topic, String.join(", ", SubscribedTopics.ALL)));
            }
            boolean there = refused.getMessage().contains(TAKEN);
            return new TopicOutcome(
                    topic, there ? Outcome.UNCHANGED : Outcome.REFUSED, there ? null : refused.getMessage());
        } catch (ShopifyFailure.Denied denied) {
            return new TopicOutcome(topic, Outcome.REFUSED, denied.getMessage());
        } catch (ShopifyFailure unknown) {
            return new TopicOutcome(
                    topic, Outcome.UNANSWERED, unknown.getMessage() + ". Register again: nothing is made twice");
        }
    }

    private Outcome registeredOrRefused(
            StoreId store, String address, String topic, List<Subscription> known, Priority priority) {
        Subscription same = known.stream()
                .filter(one -> one.address().equals(address))
                .findFirst()
                .orElse(null);
        if (same != null && same.isWhole()) {
            return Outcome.UNCHANGED;
        }
        Subscription other = same != null ? same : known.isEmpty() ? null : ours(known, topic);
        if (other == null) {
            shopify.ask(
                    store,
                    Call.of("webhook-subscription-create", priority, PURPOSE)
                            .with("topic", SubscribedTopics.inGraphQl(topic))
                            .with("subscription", Map.of("uri", address, "format", "JSON")));
            return Outcome.CREATED;
        }
        shopify.ask(
                store,
                Call.of("webhook-subscription-update", priority, PURPOSE)
                        .with("id", Subscription.gid(other.id()))
                        .with("subscription", whole(address, other))
                        .safeToRepeat());
        return Outcome.UPDATED;
    }

    /** Of several that deliver elsewhere, the one whose address looks like ours is the one to move. */
    private static Subscription ours(List<Subscription> known, String topic) {
        return known.stream()
                .filter(one -> one.address().endsWith(SubscribedTopics.path(topic)))
                .findFirst()
                .orElse(known.get(0));
    }

    private static Map<String, Object> whole(String address, Subscription now) {
        Map<String, Object> input = new LinkedHashMap<>(Map.of("uri", address));
        if (!now.isWhole()) {
            input.put("format", "JSON");
            input.put("includeFields", List.of());
            input.put("filter", "");
        }
        return input;
    }

    private static String address(HttpUrl base, String topic) {
        return root(base) + SubscribedTopics.path(topic);
    }

    private static String root(HttpUrl base) {
        return base.toString().replaceAll("/+$", "");
    }
}
