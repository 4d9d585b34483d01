package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.observation.Decision;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Partition;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Unreadable;
import io.shopledger.shopify.observation.Heard;
import io.shopledger.shopify.observation.Observing;
import io.shopledger.shopify.observation.Sealing;
import io.shopledger.shopify.order.OrdersObserved;
import io.shopledger.shopify.privacy.Demand;
import io.shopledger.shopify.privacy.Named;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.shopify.vault.BodySeal;
import io.shopledger.shopify.vault.PersonalSeal;
import io.shopledger.shopify.vault.SubjectKeys;
import io.shopledger.webhook.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens waiting deliveries and maps them to observations, their personal fields sealed. */
@Component
class DeliveryReader {
    private final BodySeal bodies;
    private final PersonalSeal personal;
    private final SubjectKeys keys;
    private final StoreRegistry stores;
    private final OddFields oddFields;

    DeliveryReader(
            BodySeal bodies, PersonalSeal personal, SubjectKeys keys, StoreRegistry stores, OddFields oddFields) {
        this.oddFields = oddFields;
        this.bodies = bodies;
        this.personal = personal;
        this.keys = keys;
        this.stores = stores;
    }

    private record Opened(
            WaitingDelivery delivery,
            @Nullable JsonObject body,
            @Nullable Unreadable failure) {
        boolean isOfARedactedStore() {
            return body == null && failure == null;
        }

        JsonObject readable() {
            if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(body);
        }

        Heard heard() {
            String id = delivery.webhookId() == null ? "inbox/" + delivery.id() : delivery.webhookId();
            return new Heard(
                    new StoreId(delivery.store()), Via.WEBHOOK, id, delivery.triggeredAt(), delivery.receivedAt());
        }
    }

    /** @param ring filled with the keys that these deliveries need */
    List<Reading> read(List<WaitingDelivery> deliveries, SubjectKeys.Ring ring) {
        List<Opened> opened = deliveries.stream().map(this::open).toList();
        ring.load(opened.stream().flatMap(it -> subject(it).stream()).distinct().toList());
        return opened.stream().map(it -> read(it, ring)).toList();
    }

    private Opened open(WaitingDelivery delivery) {
        if (!bodies.knows(delivery.store())) {
            return new Opened(delivery, null, null); // what is personal of the store was erased, and this came after
        }
        try {
            if (delivery.body() == null) {
                return new Opened(delivery, null, new Unreadable("The body was not kept"));
            }
            JsonObject body = JsonObject.parse(bodies.open(delivery.store(), delivery.body()))
                    .tolerant();
            return new Opened(named(delivery, body), body, null);
        } catch (Unreadable failure) {
            return new Opened(delivery.namingNobody(), null, failure);
        }
    }

    private static WaitingDelivery named(WaitingDelivery delivery, JsonObject body) {
        if (delivery.store() == Delivery.UNKNOWN_SHOP) {
            return delivery; // it demands something: such a body is not kept anyhow
        }
        return Named.mayBeAnybodys(body, delivery.topic())
                ? delivery.namingNobody()
                : delivery.naming(Named.in(body, delivery.topic(), new StoreId(delivery.store())));
    }

    private static Optional<String> subject(Opened opened) {
        Topic.Shown shown = Topic.shown(opened.delivery().topic());
        if (shown == null || shown.gone() || !shown.kind().isPersonal() || opened.body() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(stream(opened, shown.kind().observing()));
        } catch (Unreadable withoutId) {
            return Optional.empty();
        }
    }

    private Reading read(Opened opened, SubjectKeys.Ring ring) {
        WaitingDelivery delivery = opened.delivery();
        Topic.Shown shown = Topic.shown(delivery.topic());
        if (opened.isOfARedactedStore()) {
            return settled(delivery, "redacted");
        }
        try {
            boolean uninstalled = delivery.topic().equals(Topic.APP_UNINSTALLED);
            boolean ofAnOrder = Topic.isOfAnOrder(delivery.topic());
            boolean demands = Topic.demands(delivery.topic());
            if (!Topic.isActedOn(delivery.topic())) {
                return settled(delivery, "no-action");
            }
            JsonObject body = opened.readable();
            if (delivery.store() == Delivery.UNKNOWN_SHOP) {
                return ofAStranger(delivery, body);
            }
            if (namesAnotherShop(delivery, body)) {
                return settled(delivery, "other-shop");
            }
            if (uninstalled) {
                return uninstalled(delivery, body);
            }
            if (demands) {
                return Demand.of(delivery.topic(), body)
                        .<Reading>map(demand -> new Reading.Demanded(delivery, opened.heard(), demand))
                        .orElseGet(() -> settled(delivery, "no-action"));
            }
            Observation observation = ofAnOrder
                    ? OrdersObserved.hinted(body.id("order_id"), opened.heard())
                    : observation(opened, Objects.requireNonNull(shown), ring);
            int partition = Partition.of(observation.stream());
            return partition == delivery.partition()
                    ? new Reading.Observed(delivery, observation)
                    : new Reading.Misrouted(delivery, partition);
        } catch (Unreadable failure) {
            return new Reading.Dead(delivery, new DeadReason("unreadable", failure.getMessage()));
        }
    }

    /** A shop that was not connected when this came. */
    private Reading ofAStranger(WaitingDelivery delivery, JsonObject body) {
        String domain = body.text("shop_domain");
        Demand demand = Demand.of(delivery.topic(), body).orElse(null);
        if (domain == null || demand == null) {
            return settled(delivery, "no-action");
        }
        return stores.ofDomain(domain).isPresent()
                ? new Reading.Dead(delivery, DeadReason.unknownShop())
                : new Reading.DemandedByAStranger(delivery, domain, demand);
    }

    private Observation observation(Opened opened, Topic.Shown shown, SubjectKeys.Ring ring) {
        Heard heard = opened.heard();
        Observing observing = shown.kind().observing();
        if (shown.gone()) {
            return observing.gone(stream(opened, observing), opened.delivery().topic(), heard);
        }
        JsonObject body = opened.readable();
        if (tellsNothing(body, observing)) {
            throw new Unreadable("The body names its object and tells nothing of it");
        }
        Observation told = observing.told(body, heard, Sealing.with(personal, ring, heard.store()));
        oddFields.count(
                opened.delivery().store(), shown.kind(), opened.delivery().topic(), body);
        return told;
    }

    /** Shopify tells the whole object: who sends less than that made it up, and a history is for good. */
    private static boolean tellsNothing(JsonObject body, Observing observing) {
        return body.fields().stream()
                .allMatch(field -> field.equals("admin_graphql_api_id")
                        || observing.numbers().contains(field));
    }

    private static String stream(Opened opened, Observing observing) {
        List<Long> numbers = new ArrayList<>();
        for (String key : observing.numbers()) {
            numbers.add(opened.readable().id(key));
        }
        return observing.stream(new StoreId(opened.delivery().store()), numbers);
    }

    /** The topic is not signed: any genuine body, such as an order's, may come under this one, and only a shop's counts. */
    private static Reading uninstalled(WaitingDelivery delivery, JsonObject shop) {
        String domain = shop.text("myshopify_domain");
        return domain == null
                ? settled(delivery, "no-action")
                : new Reading.Uninstalled(delivery, shop.number("id"), domain);
    }

    /** Only the body is signed: a genuine one may come under another shop's name. */
    private boolean namesAnotherShop(WaitingDelivery delivery, JsonObject body) {
        String named = body.text("shop_domain");
        return named != null
                && stores.ofDomain(named)
                        .map(store -> store.id().value() != delivery.store())
                        .orElse(true);
    }

    private static Reading settled(WaitingDelivery delivery, String reason) {
        return new Reading.Settled(delivery, new Decision(Outcome.HANDLED, reason));
    }
}
