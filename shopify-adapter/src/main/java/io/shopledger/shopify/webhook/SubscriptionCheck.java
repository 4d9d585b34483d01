package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.ShopifyFailure;
import io.shopledger.shopify.staging.PageFailure;
import io.shopledger.shopify.store.StoreNews;
import io.shopledger.shopify.webhook.Subscriptions.Outcome;
import io.shopledger.shopify.webhook.Subscriptions.TopicOutcome;
import io.shopledger.store.StoreEvent.Drift;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares what is wanted with what Shopify has, puts it right, tells both, and has read what nobody told meanwhile. Whoever is
 * killed on the way is followed by the next comparison: what is wrong is noted before it is repaired, and noted as right once it is
 * told.
 */
@Component
class SubscriptionCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionCheck.class);

    private final Subscriptions subscriptions;
    private final Wishes wishes;
    private final CheckTurns turns;
    private final OwedPulls pulls;
    private final StoreNews news;
    private final Clock clock;

    SubscriptionCheck(
            Subscriptions subscriptions,
            Wishes wishes,
            CheckTurns turns,
            OwedPulls pulls,
            StoreNews news,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.wishes = wishes;
        this.turns = turns;
        this.pulls = pulls;
        this.news = news;
        this.clock = clock;
    }

    /** A topic that had drifted. @param inForceAt when it was found or put in force again; absent where it is not */
    private record Found(
            Wish wish,
            @Nullable Instant inForceAt,
            @Nullable String refusal) {
        Drift drift() {
            return new Drift(wish.topic(), Objects.requireNonNull(wish.drift()), wish.inForceUntil(), refusal);
        }
    }

    /** Each store whose time has come; one that cannot be asked holds no other back. */
    void checkDue() {
        for (StoreId store : turns.due()) {
            long turn = turns.turn(store);
            boolean good = false;
            try {
                check(store, turn);
                good = true;
            } catch (ShopifyFailure away) {
                LOG.info("The webhooks of store {} are compared later: {}", store, away.getMessage());
            } catch (RuntimeException failure) {
                LOG.warn("The webhooks of store {} are compared later: {}", store, PageFailure.cause(failure));
            }
            turns.checked(store, turn, good);
        }
        pulls.ask();
    }

    private void check(StoreId store, long turn) {
        Instant asked = clock.instant();
        Map<String, List<Subscription>> known = subscriptions.byTopic(store, Priority.BACKGROUND);
        List<Wish> drifted = turns.during(store, turn, () -> wishes.compared(store, known, asked))
                .orElse(List.of());
        Map<String, String> refusals = new HashMap<>();
        boolean repaired = false;
        for (Wish wish : drifted) {
            if (!isInForce(wish, known)) {
                if (turns.during(store, turn, () -> true).isEmpty()) {
                    return; // a person has changed something meanwhile: it is compared anew
                }
                repair(wish, known).ifPresent(refusal -> refusals.put(wish.topic(), refusal));
                repaired = true;
            }
        }
        if (!drifted.isEmpty()) {
            Instant again = clock.instant();
            // What is not seen afterwards is not believed: else it would be told as repaired again and again.
            Map<String, List<Subscription>> now = repaired ? subscriptions.byTopic(store, Priority.BACKGROUND) : known;
            tell(
                    store,
                    drifted.stream()
                            .map(wish -> new Found(
                                    wish,
                                    isInForce(wish, now) ? again : null,
                                    refusals.getOrDefault(wish.topic(), wish.refusal())))
                            .toList());
        }
    }

    private static boolean isInForce(Wish wish, Map<String, List<Subscription>> known) {
        return Deviation.of(wish.address(), known.getOrDefault(wish.topic(), List.of())) == null;
    }

    /** @return why it cannot be, where Shopify says so */
    private Optional<String> repair(Wish wish, Map<String, List<Subscription>> known) {
        TopicOutcome outcome = subscriptions.repair(wish, known.getOrDefault(wish.topic(), List.of()));
        if (outcome.outcome() != Outcome.REFUSED || outcome.error() == null) {
            return Optional.empty();
        }
        wishes.refused(wish, outcome.error());
        if (wish.refusal() == null) {
            LOG.warn(
                    "Store {}: {} is {} at Shopify, which does not let it be repaired: {}",
                    wish.store(),
                    wish.topic(),
                    wish.drift(),
                    outcome.error());
        }
        return Optional.of(outcome.error());
    }

    /** To the aggregate, which knows what it was told before; then it is settled. */
    private void tell(StoreId store, List<Found> found) {
        news.drifted(store, found.stream().map(Found::drift).toList());
        Map<String, List<Found>> byAddress = found.stream()
                .filter(one -> one.inForceAt() != null)
                .collect(Collectors.groupingBy(one -> one.wish().root(), TreeMap::new, Collectors.toList()));
        byAddress.forEach((address, all) -> {
            List<String> topics = all.stream().map(one -> one.wish().topic()).toList();
            Instant blindFrom = all.stream()
                    .map(one -> one.wish().inForceUntil())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            news.repaired(store, address, topics, blindFrom);
            LOG.warn(
                    "Store {}: {} had drifted at Shopify and are in force again; what changed since {} is read again",
                    store,
                    String.join(", ", topics),
                    blindFrom);
            all.forEach(one -> settle(one.wish(), Objects.requireNonNull(one.inForceAt())));
        });
    }

    /** Owed first: it is noted as wrong until what it did not tell is sure to be read. */
    private void settle(Wish wish, Instant at) {
        pulls.owe(wish.store(), wish.topic(), wish.inForceUntil());
        wishes.settled(wish, at);
    }
}
